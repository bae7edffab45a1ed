using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Labs.LabKit.Connectors;

/// <summary>A sink connector and the table it writes, looked at together.</summary>
/// <param name="Connector">The connector.</param>
/// <param name="Table">The table.</param>
public sealed record SinkView(ConnectorView Connector, TableView Table)
{
    /// <summary>Looks at both.</summary>
    /// <param name="context">The lab.</param>
    /// <param name="connector">Name of the connector.</param>
    /// <param name="query">What to ask of the table.</param>
    /// <param name="topic">The topic that it reads.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SinkView> LookAsync(LabContext context, string connector, string query, string topic, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new(await ConnectorView.LookAsync(context, connector, cancellation, topic), await context.MySql.QueryAsync(query, cancellation));
    }

    /// <summary>One line on both.</summary>
    public string Describe() => $"{Connector.Describe()}; table: {Table.Describe()}";
}
