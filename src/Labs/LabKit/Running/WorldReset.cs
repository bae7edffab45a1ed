namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>Takes away what steps leave behind, so that a lab, a step or the next hand-in begins in a clean world.</summary>
public static class WorldReset
{
    // The consumer of a task that was killed with its worker stays in its group until its session is over: 45 s by default.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Removes connectors first, then the topics and groups they read, then subjects, tables, keys and files. What is not there is no error.</summary>
    public static async Task ClearAsync(LabContext context, IEnumerable<LabStep> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var resources = steps.Select(s => s.Resources).ToList();
        await ConnectorsAsync(context, [.. resources.SelectMany(r => r.Connectors)], cancellation);
        foreach (var topic in resources.SelectMany(r => r.Topics))
        {
            await context.Kafka.DeleteTopicAsync(topic, cancellation);
        }
        foreach (var subject in resources.SelectMany(r => r.Subjects))
        {
            await context.Registry.DeleteSubjectAsync(subject, cancellation);
        }
        foreach (var table in resources.SelectMany(r => r.FilledTables))
        {
            await context.MySql.QueryAsync($"DELETE FROM `{table}`", cancellation); // answers that there is no such table where there is none
        }
        foreach (var table in resources.SelectMany(r => r.Tables))
        {
            await context.MySql.ExecuteAsync($"DROP TABLE IF EXISTS `{table}`", cancellation);
        }
        foreach (var view in resources.SelectMany(r => r.Views))
        {
            await context.MySql.ExecuteAsync($"DROP VIEW IF EXISTS `{view}`", cancellation);
        }
        foreach (var user in resources.SelectMany(r => r.MySqlUsers))
        {
            await context.MySql.ExecuteAsync($"DROP USER IF EXISTS '{user}'@'%'", cancellation);
        }
        foreach (var (database, key) in resources.SelectMany(r => r.RedisKeys))
        {
            await context.Redis.DeleteAsync(database, key);
        }
        foreach (var file in resources.SelectMany(r => r.Files))
        {
            File.Delete(Path.Combine(context.Workspace, file));
        }
    }

    private static async Task ConnectorsAsync(LabContext context, IReadOnlyList<string> connectors, CancellationToken cancellation)
    {
        if (connectors.Count == 0)
        {
            return;
        }
        var existing = (await context.Connect.ConnectorsAsync(cancellation)).Intersect(connectors).ToList();
        foreach (var connector in existing)
        {
            await ForgetPositionAsync(context, connector, cancellation);
            await context.Connect.DeleteAsync(connector, cancellation);
        }
        foreach (var connector in connectors)
        {
            await Eventually.ClearedAsync(
                $"The end of group connect-{connector}", _ => context.Kafka.DeleteGroupAsync($"connect-{connector}"), "See who else reads as that group.", Limit, context.Time, cancellation);
        }
    }

    // What a source has read outlives it in Connect's offsets topic; a sink's position goes with its consumer group. Offsets may be deleted once it is stopped (KIP-875).
    private static async Task ForgetPositionAsync(LabContext context, string connector, CancellationToken cancellation)
    {
        var path = $"/connectors/{Uri.EscapeDataString(connector)}";
        var answer = await context.Connect.SendAsync(HttpMethod.Get, path, null, cancellation);
        if (!answer.IsSuccess || answer.Body.GetProperty("type").GetString() != "source")
        {
            return;
        }
        await context.Connect.SendAsync(HttpMethod.Put, $"{path}/stop", null, cancellation);
        await Eventually.ClearedAsync(
            $"The end of what {connector} has read",
            async ct =>
            {
                var deleted = await context.Connect.SendAsync(HttpMethod.Delete, $"{path}/offsets", null, ct);
                return deleted.IsSuccess ? null : deleted.Message;
            },
            "See the worker's log.", Limit, context.Time, cancellation);
    }
}
