namespace Ms2Lab.Connect.Api;

/// <summary>Stands for any other Java exception: where Connect itself fails with, say, a null pointer, so does this port.</summary>
public sealed class JavaException : Exception, IJavaNamed
{
    private readonly string? _message;

    /// <summary>Of a Java class name and its message, null for none.</summary>
    public JavaException(string javaName, string? message, Exception? cause = null)
        : base(message ?? javaName, cause)
    {
        JavaName = javaName;
        _message = message;
    }

    /// <inheritdoc/>
    public string JavaName { get; }

    /// <inheritdoc/>
    public string? JavaMessage => _message;

    /// <summary>A failed cast of <paramref name="value"/> to a class of java.base, with the text that the JVM gives.</summary>
    public static JavaException ClassCast(object? value, string target)
    {
        var from = JavaClass.NameOf(value);
        var text = from.StartsWith("java.", StringComparison.Ordinal) || from.StartsWith('[')
            ? target.StartsWith("java.", StringComparison.Ordinal)
                ? $"{from} and {target} are in module java.base of loader 'bootstrap'"
                : $"{from} is in module java.base of loader 'bootstrap'; {target} is in unnamed module of loader 'app'"
            : target.StartsWith("java.", StringComparison.Ordinal)
                ? $"{from} is in unnamed module of loader 'app'; {target} is in module java.base of loader 'bootstrap'"
                : $"{from} and {target} are in unnamed module of loader 'app'";
        return new JavaException("java.lang.ClassCastException", $"class {from} cannot be cast to class {target} ({text})");
    }
}
