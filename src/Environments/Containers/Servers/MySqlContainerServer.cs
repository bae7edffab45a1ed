using Ms2Lab.Environments.Core;
using Testcontainers.MySql;

namespace Ms2Lab.Environments.Containers;

/// <summary>MySQL in a container, on the data folder that its image was built with.</summary>
internal sealed class MySqlContainerServer(ContainerServer running) : ContainerServer(running), IMySqlControl
{
    /// <summary>Its name on the network.</summary>
    public const string Alias = "mysql";

    /// <summary>Starts it with the labs' databases and those asked for.</summary>
    public static async Task<MySqlContainerServer> StartAsync(string image, EnvironmentRequest request, LabNetwork network, CancellationToken cancellation)
    {
        var server = new MySqlContainerServer(await StartAsync(Plan(image, request, network), cancellation).ConfigureAwait(false));
        network.Add(Parts.MySql, server);
        try
        {
            await MySqlPreparation.CreateAsync(At(server.Address), request.Databases, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static ServerPlan Plan(string image, EnvironmentRequest request, LabNetwork network) => new()
    {
        Name = "MySQL",
        Alias = Alias,
        Network = network,
        Port = request.Ports.MySql,
        Ask = (address, cancellation) => MySqlProbe.AskAsync(At(address).MySqlConnectionString(), cancellation),
        // The image holds the users; the module's own would only be ignored. Its callback writes a file for its own wait.
        Container = common => common.On(new MySqlBuilder(image), MySqlBuilder.MySqlPort).WithEntrypoint("mysqld")
            .WithCommand(["--user=mysql", "--datadir=/ms2lab/data", "--socket=/tmp/mysql.sock", "--pid-file=/tmp/mysql.pid", "--max-connections=200", .. MySqlPreparation.Options])
            .WithStartupCallback((_, _) => Task.CompletedTask).Build(),
    };

    private static Endpoints At(string address) => new() { MySql = address };
}
