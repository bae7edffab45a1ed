namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>A submission lacks an artifact, holds it twice, or holds one that cannot be read. The student's to mend.</summary>
public sealed class ArtifactException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="expected">What should be in the submission.</param>
    /// <param name="observed">What is there instead, naming the file.</param>
    /// <param name="next">One action that helps.</param>
    public ArtifactException(string expected, string observed, string next)
        : base($"Expected {expected}, found {observed}. {next}")
    {
        Expected = expected;
        Observed = observed;
        Next = next;
    }

    /// <summary>Creates the exception from a message alone.</summary>
    public ArtifactException(string message)
        : base(message)
    {
        Observed = message;
    }

    /// <summary>Creates the exception from a message and its cause.</summary>
    public ArtifactException(string message, Exception inner)
        : base(message, inner)
    {
        Observed = message;
    }

    /// <summary>Creates the exception without a message of its own.</summary>
    public ArtifactException()
        : this("The submission cannot be read.")
    {
    }

    /// <summary>What should be in the submission.</summary>
    public string Expected { get; } = "a readable submission";

    /// <summary>What is there instead.</summary>
    public string Observed { get; }

    /// <summary>What to do.</summary>
    public string Next { get; } = "Hand in the missing file.";
}
