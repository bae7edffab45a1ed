using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Labs.LabKit.Connectors;

/// <summary>A connector as it is seen from outside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its status, or null where it does not exist.</param>
/// <param name="Refusal">Connect's words where it refused the submitted configuration.</param>
/// <param name="IsGlance">Whether it was looked at once, and may be about to do what was not there yet.</param>
/// <param name="IsThrough">Whether it is a sink that has written and committed every record of its topic: what is not in the store by then never will be.</param>
public sealed record ConnectorView(string Name, ConnectorStatus? Status, string? Refusal, bool IsGlance = false, bool IsThrough = false)
{
    /// <summary>Whether it will do nothing more by itself: it was refused, a task has failed, or no record is left.</summary>
    public bool HasStopped => Refusal is not null || Status?.FailedTask is not null || IsThrough;

    /// <summary>Looks at it.</summary>
    /// <param name="context">The lab.</param>
    /// <param name="name">Name of the connector.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="topic">The topic that it reads, where it is a sink whose effect is waited for; whoever looks at its store does so afterwards.</param>
    public static async Task<ConnectorView> LookAsync(LabContext context, string name, CancellationToken cancellation, string? topic = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var isGlance = context.Patience == TimeSpan.Zero;
        // Where nothing is waited for, nobody needs to know whether waiting is of use.
        var isThrough = topic is not null && !isGlance && await context.Kafka.IsThroughAsync($"connect-{name}", topic);
        var status = await context.Connect.StatusAsync(name, cancellation);
        return new(name, status, status is null ? context.NoteOn(ConnectorActions.RefusalOf(name)) : null, isGlance, isThrough);
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
        { Status.FailedTask: null, IsGlance: true } => $"Check again in a moment if connector {Name} was made only now. {otherwise}",
        _ => otherwise,
    };
}
