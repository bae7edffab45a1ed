namespace Ms2Lab.Labs.LabKit;

/// <summary>A lab's folder or its text is not as it must be: a fault of the lab's author, not of a student.</summary>
public sealed class LabContentException : Exception
{
    /// <summary>Creates the exception from one sentence that names the file and the fault.</summary>
    public LabContentException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception from one sentence and its cause.</summary>
    public LabContentException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Creates the exception without a message of its own.</summary>
    public LabContentException()
        : base("A lab's folder is not complete.")
    {
    }
}
