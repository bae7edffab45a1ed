using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Admin;

public sealed partial class KafkaAdmin
{
    /// <summary>Id, controller and brokers of the cluster.</summary>
    public async Task<ClusterDescription> DescribeClusterAsync(CancellationToken cancellation = default)
    {
        var response = await RetryAsync(
            "describeCluster",
            async () =>
            {
                var answer = await _client.SendAsync<DescribeClusterResponse>(new DescribeClusterRequest(), null, cancellation).ConfigureAwait(false);
                ThrowIf(answer.ErrorCode, answer.ErrorMessage);
                return answer;
            },
            cancellation).ConfigureAwait(false);
        return new(
            response.ClusterId,
            response.ControllerId,
            [.. response.Brokers.Select(b => new BrokerAddress(b.BrokerId, b.Host, b.Port, b.Rack))]);
    }

    /// <summary>
    /// Fences the producers of transactional ids (KIP-691): their open transactions are aborted and their next request is refused.
    /// </summary>
    public async Task<AdminOutcomes<string>> FenceProducersAsync(IEnumerable<string> transactionalIds, CancellationToken cancellation = default)
    {
        var outcomes = new Dictionary<string, KafkaException?>();
        foreach (var id in transactionalIds)
        {
            try
            {
                await ToCoordinatorAsync("fenceProducer", id, CoordinatorType.Transaction, node => FenceAsync(id, node, cancellation), cancellation).ConfigureAwait(false);
                outcomes[id] = null;
            }
            catch (KafkaException e)
            {
                outcomes[id] = e;
            }
        }

        return new(outcomes);
    }

    private async Task<InitProducerIdResponse> FenceAsync(string transactionalId, int node, CancellationToken cancellation)
    {
        var request = new InitProducerIdRequest { TransactionalId = transactionalId, TransactionTimeoutMs = TimeoutMs };
        var response = await _client.SendAsync<InitProducerIdResponse>(request, node, cancellation).ConfigureAwait(false);
        ThrowIf(response.ErrorCode);
        return response;
    }
}
