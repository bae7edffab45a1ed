using System.Text.Json;
using System.Text.Json.Serialization;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Cli.Labs;

/// <summary>How far a student is: a small JSON file in their folder, <c>.ms2lab-progress.json</c>.</summary>
/// <remarks>It holds the lab that was followed last, and for each lab the ids of the steps done and the hints seen at each step. It may be deleted: the labs then begin anew.</remarks>
internal sealed class Progress
{
    private const string FileName = ".ms2lab-progress.json";
    private readonly string _path;
    private readonly State _state;

    private Progress(string path, State state)
    {
        _path = path;
        _state = state;
    }

    /// <summary>The lab followed last, or null.</summary>
    public string? Current => _state.Current;

    /// <summary>Reads the file; one that is missing is empty, one that is not JSON is set aside as <c>.bad</c>, which <paramref name="errors"/> is told.</summary>
    public static Progress Load(string folder, TextWriter errors)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new(path, new());
        }
        try
        {
            return JsonSerializer.Deserialize<State>(File.ReadAllText(path), ReportJson.Options) is { IsWhole: true } state ? new(path, state) : throw new JsonException();
        }
        catch (JsonException)
        {
            File.Move(path, path + ".bad", overwrite: true);
            errors.WriteLine($"lab: {path} cannot be read; it is now {FileName}.bad, and you begin at the first step. `lab follow LAB --step STEP` goes to another.");
            return new(path, new());
        }
    }

    /// <summary>The first step that is not done, or null when the lab is finished.</summary>
    public LabStep? Next(Lab lab) => lab.Steps.FirstOrDefault(s => !Of(lab).Done.Contains(s.Id));

    /// <summary>Makes a lab the current one.</summary>
    public void Follow(Lab lab) => Change(() => _state.Current = lab.Id);

    /// <summary>Marks a step as done.</summary>
    public void Done(Lab lab, LabStep step) => Change(() => Of(lab).Done.Add(step.Id));

    /// <summary>Goes to a step: those before it count as done, it and those after it do not.</summary>
    public void GoTo(Lab lab, LabStep step) => Change(() =>
    {
        Of(lab).Done.Clear();
        Of(lab).Done.UnionWith(lab.Steps.TakeWhile(s => s != step).Select(s => s.Id));
    });

    /// <summary>Forgets a lab.</summary>
    public void Forget(Lab lab) => Change(() => _state.Labs.Remove(lab.Id));

    /// <summary>The number of the next hint for a step, from 0; after the last one it stays there.</summary>
    public int NextHint(Lab lab, LabStep step, int hints)
    {
        var seen = Of(lab).Hints.GetValueOrDefault(step.Id);
        Change(() => Of(lab).Hints[step.Id] = Math.Min(seen + 1, hints));
        return Math.Min(seen, hints - 1);
    }

    private LabState Of(Lab lab)
    {
        if (!_state.Labs.TryGetValue(lab.Id, out var state))
        {
            _state.Labs[lab.Id] = state = new();
        }
        return state;
    }

    private void Change(Action change)
    {
        change();
        try
        {
            ReportJson.Save(_path, ReportJson.Write(_state));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"Your progress cannot be kept in {_path}: {e.Message}", "Work in a folder that you may write to, or name one with --folder.", e);
        }
    }

    private sealed class State
    {
        public string Format { get; init; } = "ms2lab/progress/v1";

        public string? Current { get; set; }

        public Dictionary<string, LabState> Labs { get; init; } = [];

        // A file that somebody edited may hold null anywhere.
        [JsonIgnore]
        public bool IsWhole => Labs is not null && Labs.Values.All(l => l is { Done: not null, Hints: not null });
    }

    private sealed class LabState
    {
        public HashSet<string> Done { get; init; } = [];

        public Dictionary<string, int> Hints { get; init; } = [];
    }
}
