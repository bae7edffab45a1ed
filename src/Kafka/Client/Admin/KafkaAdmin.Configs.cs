using System.Globalization;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Admin;

public sealed partial class KafkaAdmin
{
    /// <summary>The settings of one resource, defaults included, by name.</summary>
    /// <exception cref="KafkaException">There is no such resource.</exception>
    public async Task<IReadOnlyDictionary<string, ConfigEntry>> DescribeConfigsAsync(ConfigResource resource, CancellationToken cancellation = default)
    {
        var request = new DescribeConfigsRequest
        {
            Resources =
            [
                new DescribeConfigsRequest.DescribeConfigsResource { ResourceType = (sbyte)resource.Type, ResourceName = resource.Name, ConfigurationKeys = null },
            ],
        };
        return await RetryAsync(
            "describeConfigs",
            async () =>
            {
                var response = await _client.SendAsync<DescribeConfigsResponse>(request, NodeOf(resource), cancellation).ConfigureAwait(false);
                var result = response.Results.Single();
                ThrowIf(result.ErrorCode, result.ErrorMessage);
                return result.Configs.ToDictionary(
                    c => c.Name,
                    c => new ConfigEntry(c.Name, c.Value, (ConfigSource)c.ConfigSource, c.ReadOnly, c.IsSensitive));
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Alters some settings of one resource and leaves the others.</summary>
    /// <exception cref="KafkaException">The broker refused; nothing has changed.</exception>
    public async Task IncrementalAlterConfigsAsync(
        ConfigResource resource, IEnumerable<ConfigAlteration> alterations, bool validateOnly = false, CancellationToken cancellation = default)
    {
        var request = new IncrementalAlterConfigsRequest
        {
            ValidateOnly = validateOnly,
            Resources =
            [
                new IncrementalAlterConfigsRequest.AlterConfigsResource
                {
                    ResourceType = (sbyte)resource.Type,
                    ResourceName = resource.Name,
                    Configs = [.. alterations.Select(a => new IncrementalAlterConfigsRequest.AlterableConfig
                    {
                        Name = a.Name, ConfigOperation = (sbyte)a.Operation, Value = a.Value,
                    })],
                },
            ],
        };
        await RetryAsync(
            "incrementalAlterConfigs",
            async () =>
            {
                var response = await _client.SendAsync<IncrementalAlterConfigsResponse>(request, NodeOf(resource), cancellation).ConfigureAwait(false);
                var result = response.Responses.Single();
                ThrowIf(result.ErrorCode, result.ErrorMessage);
                return result;
            },
            cancellation).ConfigureAwait(false);
    }

    // A broker knows its own settings and loggers only.
    private static int? NodeOf(ConfigResource resource) =>
        resource is { Type: ConfigResourceType.Broker or ConfigResourceType.BrokerLogger, Name.Length: > 0 }
            ? int.Parse(resource.Name, CultureInfo.InvariantCulture)
            : null;
}
