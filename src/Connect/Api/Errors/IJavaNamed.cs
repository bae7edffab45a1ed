namespace Ms2Lab.Connect.Api;

/// <summary>An exception that stands for a Java exception in traces and error headers.</summary>
public interface IJavaNamed
{
    /// <summary>The full Java class name.</summary>
    string JavaName { get; }

    /// <summary>The message as Java would have it; null where Java has none.</summary>
    string? JavaMessage => ((Exception)this).Message;
}
