using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>The exceptions of Confluent's serializers, with their class names and texts.</summary>
internal static class SerdeFault
{
    internal const string Serialization = "org.apache.kafka.common.errors.SerializationException";
    private const string ErrorPackage = "org.apache.kafka.common.errors.";

    /// <summary>A fault below the converter: <paramref name="text"/> caused by <paramref name="cause"/>.</summary>
    internal static JavaException Of(string text, Exception cause) => new(Serialization, text, cause);

    /// <summary>What asking the registry came to: the class depends on the answer's status; without an answer the cause speaks.</summary>
    internal static JavaException OfRegistry(string text, RegistryClientException fault)
    {
        // The trace ends here: what .NET says about the socket is not part of it.
        var cause = new JavaException(fault.JavaName, fault.Message);
        if (fault.Status == 0)
        {
            return new JavaException(Serialization, JavaTrace.Describe(cause), cause);
        }

        var name = fault.Status switch
        {
            401 => "AuthenticationException",
            403 => "AuthorizationException",
            408 or 500 or 503 or 504 => "TimeoutException",
            429 => "ThrottlingQuotaExceededException",
            502 => "DisconnectException",
            _ => "SerializationException",
        };
        return new JavaException(ErrorPackage + name, text, cause);
    }

    /// <summary>A schema of another format than the converter's.</summary>
    internal static JavaException WrongType(string type)
    {
        var text = $"Invalid schema type {type}";
        return new JavaException(
            "com.google.common.util.concurrent.UncheckedExecutionException", $"java.lang.IllegalArgumentException: {text}",
            new JavaException("java.lang.IllegalArgumentException", text));
    }

    /// <summary>What the deserializers of Protobuf and JSON Schema report as their own fault's cause; null for faults that are not theirs.</summary>
    internal static Exception? Below(Exception fault) => fault switch
    {
        JavaException => fault,
        RegistryClientException { Status: 0 } unreachable => new JavaException(unreachable.JavaName, unreachable.Message),
        ProtobufDataException data => new JavaException(data.JavaName, data.Text),
        InvalidSchemaException schema => new JavaException("java.lang.IllegalArgumentException", schema.Message),
        _ => null,
    };

    /// <summary>An exception of Avro's as Java names it.</summary>
    internal static Exception OfAvro(Exception fault) => fault switch
    {
        AvroDataException data => new JavaException(data.JavaName, data.Text),
        AvroSchemaException schema => new JavaException(schema.JavaName, schema.Message),
        _ => fault,
    };

    /// <summary>Whether the worker should try again: a timeout somewhere below.</summary>
    internal static bool IsTimeout(JavaException fault) => fault.JavaName == ErrorPackage + "TimeoutException";

    /// <summary>Whether the converter reports it as data that cannot be read or written.</summary>
    internal static bool IsSerialization(JavaException fault) => fault.JavaName.StartsWith(ErrorPackage, StringComparison.Ordinal);

    /// <summary>The failed connection below a fault, or null.</summary>
    internal static Exception? ConnectionFailure(JavaException fault) =>
        fault.InnerException is JavaException { JavaName: "java.net.ConnectException" or "java.net.UnknownHostException"
            or "java.net.SocketTimeoutException" } cause
            ? cause
            : null;
}
