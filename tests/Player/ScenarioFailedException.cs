namespace Ms2Lab.Player;

/// <summary>A scenario could not be carried out: a step's own condition was not met.</summary>
public sealed class ScenarioFailedException : Exception
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public ScenarioFailedException()
        : this("The scenario could not be carried out.")
    {
    }

    /// <summary>Creates the exception from what was waited for and what was last seen.</summary>
    public ScenarioFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception from what was attempted and its cause.</summary>
    public ScenarioFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
