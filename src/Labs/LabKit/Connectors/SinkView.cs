using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Labs.LabKit.Connectors;

/// <summary>A sink connector and the table it writes, looked at together.</summary>
/// <param name="Name">The connector's name.</param>
/// <param name="Status">Its status, or null where it does not exist.</param>
/// <param name="Refusal">Connect's words where it refused the submitted configuration.</param>
/// <param name="Table">The table.</param>
public sealed record SinkView(string Name, ConnectorStatus? Status, string? Refusal, TableView Table)
{
    /// <summary>Looks at both.</summary>
    /// <param name="context">The lab.</param>
    /// <param name="connector">Name of the connector.</param>
    /// <param name="query">What to ask of the table.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SinkView> LookAsync(LabContext context, string connector, string query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var status = await context.Connect.StatusAsync(connector, cancellation);
        return new(connector, status, status is null ? context.NoteOn(ConnectorActions.RefusalOf(connector)) : null, await context.MySql.QueryAsync(query, cancellation));
    }

    /// <summary>One line on both.</summary>
    public string Describe() => $"{DescribeConnector()}; table: {Table.Describe()}";

    /// <summary>One line on the connector.</summary>
    public string DescribeConnector() => Status?.Describe() ?? (Refusal is null ? $"no connector {Name}" : $"connector {Name} refused: {Refusal}");

    /// <summary>The action that helps: about the connector while there is something wrong with it, else the given one.</summary>
    public string Next(string otherwise) => this switch
    {
        { Refusal: not null } => "Correct the setting that Connect names, then send the configuration again.",
        { Status: null } => $"Create connector {Name}: PUT /connectors/{Name}/config with your JSON.",
        { Status.FailedTask: not null } when !Status.FailedTask.Trace!.Contains("Duplicate entry", StringComparison.Ordinal) =>
            $"Correct the configuration after the trace's last line, PUT it again, then POST /connectors/{Name}/restart?includeTasks=true.",
        _ => otherwise,
    };
}
