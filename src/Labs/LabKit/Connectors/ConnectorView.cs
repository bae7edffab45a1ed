using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Labs.LabKit.Connectors;

/// <summary>A connector as it is seen from outside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its status, or null where it does not exist.</param>
/// <param name="Refusal">Connect's words where it refused the submitted configuration.</param>
public sealed record ConnectorView(string Name, ConnectorStatus? Status, string? Refusal)
{
    /// <summary>Whether it will do nothing more by itself: it was refused, or a task has failed.</summary>
    public bool HasStopped => Refusal is not null || Status?.FailedTask is not null;

    /// <summary>Looks at it.</summary>
    /// <param name="context">The lab.</param>
    /// <param name="name">Name of the connector.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ConnectorView> LookAsync(LabContext context, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var status = await context.Connect.StatusAsync(name, cancellation);
        return new(name, status, status is null ? context.NoteOn(ConnectorActions.RefusalOf(name)) : null);
    }

    /// <summary>One line on it.</summary>
    public string Describe() => Status?.Describe() ?? (Refusal is null ? $"no connector {Name}" : $"connector {Name} refused: {Refusal}");

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
