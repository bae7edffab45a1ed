using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>How this configuration speaks MySQL: quotes, literals, statements.</summary>
internal sealed class SinkDialect
{
    /// <summary>Of a configuration.</summary>
    /// <exception cref="JavaException">The way of quoting is unknown.</exception>
    public SinkDialect(JdbcSinkConfig config)
    {
        Config = config;
        Quotes = config.Quotes;
        var temporal = config.Temporal;
        Literals = new Literals(temporal);
        Ddl = new DdlStatements(Quotes, new ColumnTypes(config.TimestampFields), temporal);
    }

    public JdbcSinkConfig Config { get; }

    public IdentifierQuotes Quotes { get; }

    public Literals Literals { get; }

    public DdlStatements Ddl { get; }
}
