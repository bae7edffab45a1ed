using System.CommandLine;
using Ms2Lab.Cli.Labs;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab reset</c>: takes back what a step left in the world.</summary>
internal sealed class ResetCommand : Command
{
    private readonly Argument<string?> _lab = LabArguments.Optional("the one followed last");
    private readonly Option<DirectoryInfo?> _folder = FolderOption.Create();
    private readonly Option<bool> _all = new("--all") { Description = "Take back the whole lab, and your progress in it." };

    /// <summary>Creates the command.</summary>
    public ResetCommand()
        : base("reset", "Take back what the step you are at left behind.")
    {
        Arguments.Add(_lab);
        Options.Add(_folder);
        Options.Add(_all);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        await using var session = await FollowSession.OpenAsync(line.GetValue(_lab), FolderOption.Read(line, _folder), cancellation).ConfigureAwait(false);
        await session.ResetAsync(line.GetValue(_all), cancellation).ConfigureAwait(false);
        return ExitCode.Success;
    }
}
