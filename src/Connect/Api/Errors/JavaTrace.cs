using System.Diagnostics;
using System.Text;

namespace Ms2Lab.Connect.Api;

/// <summary>Renders exceptions as Connect's status, logs and error headers show them.</summary>
public static class JavaTrace
{
    /// <summary>The whole trace: name and message, frames, and each cause behind <c>Caused by: </c>.</summary>
    public static string Of(Exception exception)
    {
        var text = new StringBuilder();
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            text.Append(ReferenceEquals(e, exception) ? "" : "Caused by: ").Append(Describe(e)).Append('\n');
            AppendFrames(text, e);
        }

        return text.ToString();
    }

    /// <summary>What Java's <c>toString</c> gives: the class name, and the message if there is one.</summary>
    public static string Describe(Exception exception) =>
        MessageOf(exception) is { } message ? $"{NameOf(exception)}: {message}" : NameOf(exception);

    /// <summary>The message as Java would have it, null for none.</summary>
    public static string? MessageOf(Exception exception) =>
        exception is IJavaNamed named ? named.JavaMessage : exception.Message;

    /// <summary>The Java class name of an exception, or that of its nearest relative.</summary>
    public static string NameOf(Exception exception) => exception switch
    {
        IJavaNamed named => named.JavaName,
        NullReferenceException => "java.lang.NullPointerException",
        ArgumentNullException => "java.lang.NullPointerException",
        InvalidCastException => "java.lang.ClassCastException",
        ArgumentOutOfRangeException or IndexOutOfRangeException => "java.lang.IndexOutOfBoundsException",
        ArgumentException => "java.lang.IllegalArgumentException",
        FormatException => "java.lang.NumberFormatException",
        DivideByZeroException or OverflowException => "java.lang.ArithmeticException",
        KeyNotFoundException => "java.util.NoSuchElementException",
        NotSupportedException or NotImplementedException => "java.lang.UnsupportedOperationException",
        InvalidOperationException => "java.lang.IllegalStateException",
        OutOfMemoryException => "java.lang.OutOfMemoryError",
        FileNotFoundException or DirectoryNotFoundException => "java.nio.file.NoSuchFileException",
        UnauthorizedAccessException => "java.nio.file.AccessDeniedException",
        System.Net.Sockets.SocketException => "java.net.ConnectException",
        IOException => "java.io.IOException",
        TimeoutException => "java.util.concurrent.TimeoutException",
        OperationCanceledException => "java.lang.InterruptedException",
        AggregateException => "java.util.concurrent.ExecutionException",
        _ => StatedName(exception) ?? "java.lang.RuntimeException",
    };

    // The Kafka client knows nothing of this library, but its exceptions, too, say what they are in Java.
    private static string? StatedName(Exception exception) =>
        exception.GetType().GetProperty(nameof(IJavaNamed.JavaName))?.GetValue(exception) as string;

    private static void AppendFrames(StringBuilder text, Exception exception)
    {
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: false).GetFrames())
        {
            if (frame.GetMethod() is { DeclaringType: { } type } method)
            {
                text.Append("\tat ").Append(type.FullName).Append('.').Append(method.Name).Append('(').Append(type.Name).Append(")\n");
            }
        }
    }
}
