using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit.Prose;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.LabKit;

/// <summary>An ordered list of steps with its text, its reference solution and its wrong samples, all in one folder.</summary>
public abstract class Lab
{
    private LabProse? _prose;

    /// <summary>Place in the course; the folder is <c>NN-id</c>.</summary>
    public abstract int Number { get; }

    /// <summary>Name on the command line and in reports, lower case with hyphens.</summary>
    public abstract string Id { get; }

    /// <summary>The servers that the lab needs.</summary>
    public abstract Parts Parts { get; }

    /// <summary>Settings of the Connect workers that the lab asks for, by their worker-property names; servers that already run keep theirs.</summary>
    public virtual IReadOnlyDictionary<string, string> WorkerConfig => new Dictionary<string, string>();

    /// <summary>The steps in their order.</summary>
    public abstract IReadOnlyList<LabStep> Steps { get; }

    /// <summary>The lab's folder, copied beside the program that runs it.</summary>
    public string Folder => Path.Combine(AppContext.BaseDirectory, "labs", $"{Number:00}-{Id}");

    /// <summary>The text of the lab: its README.</summary>
    /// <exception cref="LabContentException">The README lacks a step or does not parse.</exception>
    public LabProse Prose => _prose ??= LabProse.Load(Path.Combine(Folder, "README.md"));

    /// <summary>The perfect submission.</summary>
    public Submission Solution => Submission.Open(Path.Combine(Folder, "solution"));

    /// <summary>Folders of submissions with one thing changed, each holding <c>expected.json</c>.</summary>
    public IReadOnlyList<string> WrongSamples =>
        Directory.Exists(Path.Combine(Folder, "wrong")) ? [.. Directory.GetDirectories(Path.Combine(Folder, "wrong")).Order(StringComparer.Ordinal)] : [];

    /// <summary>The step of that id.</summary>
    /// <exception cref="LabContentException">There is none.</exception>
    public LabStep Step(string id) =>
        Steps.FirstOrDefault(s => s.Id == id)
        ?? throw new LabContentException($"Lab {Id} has no step '{id}'.{(Spelling.Nearest(id, Steps.Select(s => s.Id)) is { } near ? $" Did you mean {near}?" : "")} Its steps are {string.Join(", ", Steps.Select(s => s.Id))}.");
}
