namespace Ms2Lab.Environments.Core;

/// <summary>An environment could not start or answer. The message names the thing that failed and ends in what to do next.</summary>
public sealed class EnvironmentException : Exception
{
    /// <summary>Creates the exception from what happened and the action that helps.</summary>
    /// <param name="problem">One sentence that names the thing, for example the part, file or port.</param>
    /// <param name="next">One sentence that says what to do; it ends the message.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public EnvironmentException(string problem, string next, Exception? inner = null)
        : base(Sentences(problem, next), inner)
    {
        Problem = problem;
        Next = next;
    }

    /// <summary>Creates the exception from a whole message.</summary>
    public EnvironmentException(string message)
        : this(message, "")
    {
    }

    /// <summary>Creates the exception from a whole message and its cause.</summary>
    public EnvironmentException(string message, Exception inner)
        : this(message, "", inner)
    {
    }

    /// <summary>Creates the exception without a message of its own.</summary>
    public EnvironmentException()
        : this("The environment failed.", "")
    {
    }

    /// <summary>What happened.</summary>
    public string Problem { get; }

    /// <summary>What to do next; empty where the problem says it all.</summary>
    public string Next { get; }

    // What happened is often told in the words of a driver or of the system, which end without a full stop.
    private static string Sentences(string problem, string next) => next.Length == 0 ? problem
        : problem is [.., '.' or '!' or '?' or ':'] ? $"{problem} {next}"
        : $"{problem}. {next}";
}
