using System.CommandLine;
using Ms2Lab.Cli.Desk;
using Ms2Lab.Cli.Labs;
using Ms2Lab.Cli.Terminal;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab check</c>: checks the step that is to be done.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Argument<string?> _lab = LabArguments.Optional("the one followed last");
    private readonly Option<DirectoryInfo?> _folder = FolderOption.Create();

    /// <summary>Creates the command.</summary>
    public CheckCommand()
        : base("check", "Check the step you are at.")
    {
        Arguments.Add(_lab);
        Options.Add(_folder);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var lab = line.GetValue(_lab);
        var folder = FolderOption.Read(line, _folder);
        var request = new CheckRequest(lab, folder, Screen.IsTerminal, Screen.Width);
        if (RunningServers.DeskSocket() is { } desk && await DeskCall.CheckAsync(desk, request, cancellation).ConfigureAwait(false) is { } code)
        {
            return code;
        }
        await using var session = await FollowSession.OpenAsync(lab, folder, cancellation).ConfigureAwait(false);
        return await session.CheckAsync(cancellation).ConfigureAwait(false) ? ExitCode.Success : ExitCode.Failed;
    }
}
