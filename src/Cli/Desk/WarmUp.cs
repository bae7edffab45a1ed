using Ms2Lab.Environments.Core;
using Ms2Lab.Labs;
using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Cli.Desk;

/// <summary>Asks every server one question, so that the first student's check finds compiled code and, for MySQL, an open connection.</summary>
internal static class WarmUp
{
    /// <summary>Asks; a server that does not answer is nothing to tell here, as the student's own check will tell it.</summary>
    public static async Task RunAsync(Endpoints endpoints, CancellationToken cancellation)
    {
        try
        {
            var parts = endpoints.Parts;
            _ = LabCatalog.All.Count;
            await (parts.HasFlag(Parts.MySql) ? new LabMySql(endpoints).QueryAsync("SELECT 1", cancellation) : Task.CompletedTask).ConfigureAwait(false);
            if (parts.HasFlag(Parts.Redis))
            {
                await using var redis = new LabRedis(endpoints);
                await redis.GetAsync(0, "var").ConfigureAwait(false);
            }
            if (parts.HasFlag(Parts.Kafka))
            {
                using var kafka = new LabKafka(endpoints, TimeProvider.System);
                kafka.Read("ms2lab-no-such-topic");
            }
            if (parts.HasFlag(Parts.Connect))
            {
                using var connect = new ConnectRest(endpoints.ConnectUris);
                await connect.ConnectorClassesAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or EnvironmentException || PartProbe.IsNoAnswer(e))
        {
            // ended, or cut off, before it was asked
        }
    }
}
