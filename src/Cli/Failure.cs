using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.Grading;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Cli;

/// <summary>How a command ends that could not do what it was asked for.</summary>
/// <param name="Code">Of <see cref="ExitCode"/>.</param>
/// <param name="Message">For standard error; null where nothing has to be said.</param>
internal sealed record Failure(int Code, string? Message)
{
    /// <summary>The end that an exception means; null where it shall show itself whole, as MS2LAB_TRACE asks for faults of the program.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        EnvironmentException or LabContentException or ArtifactException or GradingException => new(ExitCode.Environment, $"lab: {exception.Message}"),
        OperationCanceledException => new(ExitCode.Interrupted, null),
        _ when Environment.GetEnvironmentVariable("MS2LAB_TRACE") is null =>
            new(ExitCode.Fault, $"lab: a fault of this program: {exception.Message} (set MS2LAB_TRACE=1 to see where, and report it)"),
        _ => null,
    };
}
