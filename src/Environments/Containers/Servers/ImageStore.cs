using System.Security.Cryptography;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Images;
using Microsoft.Extensions.Logging.Abstractions;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>The images on this machine: fetched where they are missing, and two of them built once from the pinned ones.</summary>
/// <remarks>A built image is named after what it is made of, so a change of a pin makes another one. Built images stay, like fetched ones.</remarks>
internal sealed class ImageStore(ImagePins pins, IProgress<PartProgress>? progress)
{
    private const string BuiltPrefix = "ms2lab/";

    /// <summary>Makes sure that the images of these parts are here.</summary>
    /// <exception cref="EnvironmentException">One is neither here nor to be had; the message names it.</exception>
    public async Task EnsureAsync(Parts parts, CancellationToken cancellation)
    {
        using var client = EngineClient.Create();
        foreach (var part in parts.Each())
        {
            await EnsureAsync(client, part, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What is missing on this machine for these parts, nothing fetched; null where nothing is.</summary>
    public async Task<string?> LackAsync(Parts parts, CancellationToken cancellation)
    {
        using var client = EngineClient.Create();
        foreach (var part in parts.Each())
        {
            // MySQL's image is built from the pinned one without a network.
            if (!await ExistsAsync(client, NameOf(part), cancellation).ConfigureAwait(false) && (part != Parts.MySql || !await ExistsAsync(client, pins.MySql, cancellation).ConfigureAwait(false)))
            {
                return $"the image {NameOf(part)} is not on this machine";
            }
        }
        return null;
    }

    /// <summary>The image from which a part's containers are made.</summary>
    public string NameOf(Parts part) => part switch
    {
        Parts.Kafka => pins.Kafka,
        Parts.Registry => pins.Registry,
        Parts.Redis => pins.Redis,
        Parts.MySql => Built("mysql", pins.MySql, MySqlPreparation.FirstSql("%"), string.Join(' ', MySqlPreparation.Options)),
        Parts.Connect => pins.ConnectReady ?? (pins.PluginFolder is null ? Built("connect", pins.Connect, pins.JdbcConnector, pins.RedisConnector, pins.MySqlDriver) : pins.Connect),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "one part at a time"),
    };

    private async Task EnsureAsync(DockerClient client, Parts part, CancellationToken cancellation)
    {
        var image = NameOf(part);
        if (await ExistsAsync(client, image, cancellation).ConfigureAwait(false))
        {
            return;
        }
        if (image.StartsWith(BuiltPrefix, StringComparison.Ordinal))
        {
            await BuildAsync(client, part, image, cancellation).ConfigureAwait(false);
        }
        else
        {
            await FetchAsync(client, part, image, cancellation).ConfigureAwait(false);
        }
    }

    private static string Built(string name, string from, params string[] with) =>
        $"{BuiltPrefix}{name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [Dockerfile(name), from, .. with]))))[..12]}";

    private static async Task<bool> ExistsAsync(DockerClient client, string image, CancellationToken cancellation)
    {
        try
        {
            await client.Images.InspectImageAsync(image, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (DockerImageNotFoundException)
        {
            return false;
        }
    }

    private async Task FetchAsync(DockerClient client, Parts part, string image, CancellationToken cancellation)
    {
        var name = new DockerImage(image);
        var problem = "";
        var news = new ImmediateProgress(message =>
        {
            problem = message.Error?.Message ?? problem;
            progress?.Report(new PartProgress(part, PartStage.Fetching, $"fetching {image}", Share(message)));
        });
        progress?.Report(new PartProgress(part, PartStage.Fetching, $"fetching {image}"));
        try
        {
            await client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = image, Platform = name.Platform }, new AuthConfig(), news, cancellation).ConfigureAwait(false);
        }
        catch (DockerApiException e)
        {
            throw Missing(part, image, e.Message, e);
        }
        if (problem.Length > 0)
        {
            throw Missing(part, image, problem);
        }
    }

    private async Task BuildAsync(DockerClient client, Parts part, string image, CancellationToken cancellation)
    {
        var from = part == Parts.MySql ? pins.MySql : pins.Connect;
        if (!await ExistsAsync(client, from, cancellation).ConfigureAwait(false))
        {
            await FetchAsync(client, part, from, cancellation).ConfigureAwait(false);
        }
        progress?.Report(new PartProgress(part, PartStage.Fetching, $"building {image} from {from} (only once)"));
        var folder = Directory.CreateTempSubdirectory("ms2lab-image-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), Dockerfile(part == Parts.MySql ? "mysql" : "connect"), cancellation).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, "first.sql"), MySqlPreparation.FirstSql("%"), cancellation).ConfigureAwait(false);
            await Builder(part).WithName(image).WithDockerfileDirectory(folder).WithCleanUp(false).WithDeleteIfExists(false).WithLogger(NullLogger.Instance).Build()
                .CreateAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DockerApiException or ImageBuildFailedException)
        {
            throw new EnvironmentException(
                $"The image of {part.ToText()} cannot be built from {from}: {e.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}.",
                part == Parts.Connect
                    ? $"Building it needs a network; without one name a finished image with {ImagePins.VariableOf(part)}_READY, or a folder of plugins with {ImagePins.PluginsVariable}."
                    : $"Name another image with {ImagePins.VariableOf(part)}.",
                e);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private ImageFromDockerfileBuilder Builder(Parts part) => part == Parts.MySql
        ? new ImageFromDockerfileBuilder().WithBuildArgument("MYSQL", pins.MySql).WithBuildArgument("OPTIONS", string.Join(' ', MySqlPreparation.Options))
        : new ImageFromDockerfileBuilder().WithBuildArgument("CONNECT", pins.Connect).WithBuildArgument("JDBC_CONNECTOR", pins.JdbcConnector)
            .WithBuildArgument("REDIS_CONNECTOR", pins.RedisConnector).WithBuildArgument("MYSQL_DRIVER", pins.MySqlDriver);

    private static string Dockerfile(string name)
    {
        using var text = new StreamReader(typeof(ImageStore).Assembly.GetManifestResourceStream($"{name}.Dockerfile")!);
        return text.ReadToEnd();
    }

    private static double? Share(JSONMessage message) => message.Progress is { Total: > 0 } p ? (double?)p.Current / p.Total : null;

    private static EnvironmentException Missing(Parts part, string image, string reason, Exception? inner = null) =>
        new(
            $"The image {image} is not on this machine and was not fetched: {reason.ReplaceLineEndings(" ").Trim().TrimEnd('.')}.",
            $"Fetch it where there is a network (`docker pull {image}`), or name another image with {ImagePins.VariableOf(part)}.", inner);

    /// <summary>Hears each message on the thread that reads it, so the last one is heard before the fetch returns.</summary>
    private sealed class ImmediateProgress(Action<JSONMessage> hear) : IProgress<JSONMessage>
    {
        public void Report(JSONMessage value) => hear(value);
    }
}
