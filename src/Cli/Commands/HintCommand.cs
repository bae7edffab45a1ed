using System.CommandLine;
using Ms2Lab.Cli.Labs;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab hint</c>: the next hint for the step that is to be done; it needs no servers.</summary>
internal sealed class HintCommand : Command
{
    private readonly Argument<string?> _lab = LabArguments.Optional("the one followed last");
    private readonly Option<DirectoryInfo?> _folder = FolderOption.Create();

    /// <summary>Creates the command.</summary>
    public HintCommand()
        : base("hint", "Show the next hint for the step you are at.")
    {
        Arguments.Add(_lab);
        Options.Add(_folder);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        var (lab, progress) = FollowSession.Choose(line.GetValue(_lab), FolderOption.Read(line, _folder), Console.Error);
        FollowSession.Hint(lab, progress);
        return ExitCode.Success;
    }
}
