using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// WriteTxnMarkers, versions 1-2. Markers straight to partitions, which brokers among themselves and admin clients that abort a hanging
/// transaction send. Not implemented: nothing known.
/// </summary>
internal sealed class Api27WriteTxnMarkers() : ImmediateHandler<WriteTxnMarkersRequest, WriteTxnMarkersResponse>(ApiKey.WriteTxnMarkers, 1, 2)
{
    protected override WriteTxnMarkersResponse Handle(RequestContext context, WriteTxnMarkersRequest request) => new()
    {
        Markers = request.Markers.ConvertAll(m => new WriteTxnMarkersResponse.WritableTxnMarkerResult
        {
            ProducerId = m.ProducerId,
            Topics = m.Topics.ConvertAll(t => new WriteTxnMarkersResponse.WritableTxnMarkerTopicResult
            {
                Name = t.Name,
                Partitions = t.PartitionIndexes.ConvertAll(p => new WriteTxnMarkersResponse.WritableTxnMarkerPartitionResult
                {
                    PartitionIndex = p, ErrorCode = (short)Write(context, m, t.Name, p),
                }),
            }),
        }),
    };

    private static ErrorCode Write(RequestContext context, WriteTxnMarkersRequest.WritableTxnMarker marker, string topic, int index)
    {
        var partition = context.Cluster.Topics.Find(topic, index);
        var error = Leadership.Refusal(partition, context.Broker);
        if (error == ErrorCode.None)
        {
            var known = partition!.Producers.Find(marker.ProducerId);
            error = marker.ProducerId < 0 || marker.ProducerEpoch < 0 ? ErrorCode.UnknownServerError
                : known?.Epoch > marker.ProducerEpoch ? ErrorCode.InvalidProducerEpoch
                : known?.CoordinatorEpoch > marker.CoordinatorEpoch ? ErrorCode.TransactionCoordinatorFenced
                : ErrorCode.None;
        }

        if (error == ErrorCode.None)
        {
            partition!.EndTransaction(marker.ProducerId, marker.ProducerEpoch, marker.CoordinatorEpoch, marker.TransactionResult, context.Cluster.Now);
        }

        return error;
    }
}
