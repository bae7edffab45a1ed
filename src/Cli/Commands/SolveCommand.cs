using System.CommandLine;
using Ms2Lab.Cli.Labs;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab solve</c>: does the step that is to be done with the reference solution.</summary>
internal sealed class SolveCommand : Command
{
    private readonly Argument<string?> _lab = LabArguments.Optional("the one followed last");
    private readonly Option<DirectoryInfo?> _folder = FolderOption.Create();

    /// <summary>Creates the command.</summary>
    public SolveCommand()
        : base("solve", "Show the reference solution of the step you are at, and do it.")
    {
        Arguments.Add(_lab);
        Options.Add(_folder);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        await using var session = await FollowSession.OpenAsync(line.GetValue(_lab), FolderOption.Read(line, _folder), cancellation).ConfigureAwait(false);
        return await session.SolveAsync(cancellation).ConfigureAwait(false) ? ExitCode.Success : ExitCode.Failed;
    }
}
