namespace Ms2Lab.Labs.Grading;

/// <summary>Grading cannot begin or go on. The message ends in what to do.</summary>
public sealed class GradingException : Exception
{
    /// <summary>Creates the exception from what is wrong and what helps.</summary>
    public GradingException(string problem, string next)
        : base($"{problem} {next}")
    {
    }

    /// <summary>Creates the exception from a whole message.</summary>
    public GradingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception from a whole message and its cause.</summary>
    public GradingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Creates the exception without a message of its own.</summary>
    public GradingException()
        : base("Grading failed.")
    {
    }
}
