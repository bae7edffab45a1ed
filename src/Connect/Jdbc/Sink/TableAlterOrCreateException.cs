using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>A table does not fit the records and may not, or cannot, be made to fit. Retrying does not help.</summary>
public sealed class TableAlterOrCreateException(string message, Exception? cause = null) : ConnectException(message, cause)
{
    /// <inheritdoc/>
    public override string JavaName => "io.confluent.connect.jdbc.sink.TableAlterOrCreateException";
}
