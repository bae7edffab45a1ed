namespace Ms2Lab.Schemas.Registry;

/// <summary>A refusal, answered as <c>{"error_code":…,"message":…}</c>.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">The registry's error code; often more exact than the status.</param>
/// <param name="message">The real registry's text.</param>
/// <param name="cause">What made it refuse, or null.</param>
public sealed class RegistryException(int status, int code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>HTTP status.</summary>
    public int Status => status;

    /// <summary>Error code.</summary>
    public int Code => code;
}
