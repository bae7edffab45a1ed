using System.Runtime.InteropServices;
using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Log;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// Produce, versions 0-13, of which 0-2 are listed and close the connection, as with Kafka 4 (KAFKA-18659). Batches stay the bytes that came:
/// base offset and leader epoch are written in place, checksums are computed outside the lock. acks=0 gets no answer; on an error the connection closes.
/// Not implemented: nothing known.
/// </summary>
internal sealed class Api00Produce() : ApiHandler(ApiKey.Produce, 0, 13)
{
    /// <summary>The one client id that may write to the cluster's own topics.</summary>
    private const string AdminClient = "__admin_client";

    public override ValueTask<IApiMessage?> HandleAsync(RequestContext context, IApiMessage request)
    {
        var produce = (ProduceRequest)request;
        var checks = new List<Checked>(produce.TopicData.Count);
        foreach (var topic in produce.TopicData)
        {
            foreach (var data in topic.PartitionData)
            {
                checks.Add(Check(data, context.Version));
            }
        }

        ProduceResponse response;
        lock (context.Cluster.Gate)
        {
            response = Append(context, produce, checks);
        }

        if (produce.Acks != 0)
        {
            return new ValueTask<IApiMessage?>(response);
        }

        return response.Responses.Exists(t => t.PartitionResponses.Exists(p => p.ErrorCode != 0))
            ? throw new KafkaProtocolException("A produce without acknowledgement failed")
            : new ValueTask<IApiMessage?>((IApiMessage?)null);
    }

    private static Checked Check(ProduceRequest.PartitionProduceData data, short version)
    {
        var bytes = data.Records ?? throw new KafkaProtocolException("Produce without records");
        var (shape, text) = BatchChecks.CheckShape(bytes, version);
        return shape != ErrorCode.None ? new Checked(shape, text, shape, -1) : new Checked(shape, null, BatchChecks.CheckContent(new RecordBatch(bytes), out var newest), newest);
    }

    private static ProduceResponse Append(RequestContext context, ProduceRequest request, List<Checked> checks)
    {
        var response = new ProduceResponse { Responses = new(request.TopicData.Count) };
        var next = 0;
        foreach (var data in request.TopicData)
        {
            var topic = context.Version >= 13 ? context.Cluster.Topics.Find(data.TopicId) : context.Cluster.Topics.Find(data.Name);
            var answer = new ProduceResponse.TopicProduceResponse { Name = data.Name, TopicId = data.TopicId, PartitionResponses = new(data.PartitionData.Count) };
            foreach (var partition in data.PartitionData)
            {
                answer.PartitionResponses.Add(Append(context, request, topic, partition, checks[next++]));
            }

            if (answer.PartitionResponses.Count > 0)
            {
                response.Responses.Add(answer);
            }
        }

        AddEndpoints(context, response);
        return response;
    }

    private static ProduceResponse.PartitionProduceResponse Append(
        RequestContext context, ProduceRequest request, Topic? topic, ProduceRequest.PartitionProduceData data, Checked check)
    {
        var answer = new ProduceResponse.PartitionProduceResponse { Index = data.Index, BaseOffset = -1 };
        var partition = topic?.Find(data.Index);
        var refusal = topic is null && context.Version >= 13 ? ErrorCode.UnknownTopicId
            : partition is null ? ErrorCode.UnknownTopicOrPartition
            : check.Shape != ErrorCode.None ? check.Shape
            : request.Acks is < -1 or > 1 ? ErrorCode.InvalidRequiredAcks
            : topic!.IsInternal && context.ClientId != AdminClient ? ErrorCode.InvalidTopicException
            : Leadership.Refusal(partition, context.Broker);
        if (refusal != ErrorCode.None)
        {
            answer.ErrorCode = (short)refusal;
            answer.ErrorMessage = refusal == check.Shape ? check.Text : null;
            NameLeader(answer, refusal, partition);
            return answer;
        }

        var bytes = MemoryMarshal.AsMemory(data.Records!.Value);
        if (TransactionalWrites.Refusal(context, request, partition!, new RecordBatch(bytes)) is { } notInTransaction)
        {
            notInTransaction.WriteTo(answer);
            return answer;
        }

        answer.LogStartOffset = partition!.Log.StartOffset;
        var rejection = check.Content != ErrorCode.None ? new RecordRejection(check.Content) : ProduceChecks.Refusal(context.Cluster, partition, bytes, request.Acks);
        if (rejection is not null)
        {
            rejection.WriteTo(answer);
            return answer;
        }

        var appended = partition.Append(Recompression.Of(bytes, partition.Topic.Settings.Compression), check.Newest, context.Cluster.Now);
        answer.ErrorCode = (short)appended.Error;
        answer.BaseOffset = appended.BaseOffset;
        answer.LogAppendTimeMs = appended.AppendTime;
        return answer;
    }

    private static void NameLeader(ProduceResponse.PartitionProduceResponse answer, ErrorCode error, Partition? partition)
    {
        if (error == ErrorCode.NotLeaderOrFollower)
        {
            answer.CurrentLeader = new ProduceResponse.LeaderIdAndEpoch { LeaderId = partition!.Leader, LeaderEpoch = partition.LeaderEpoch };
        }
    }

    private static void AddEndpoints(RequestContext context, ProduceResponse response)
    {
        if (!response.Responses.Exists(t => t.PartitionResponses.Exists(p => p.ErrorCode == (short)ErrorCode.NotLeaderOrFollower)))
        {
            return;
        }

        var leaders = response.Responses.SelectMany(t => t.PartitionResponses)
            .Where(p => p.ErrorCode == (short)ErrorCode.NotLeaderOrFollower).Select(p => p.CurrentLeader.LeaderId).Distinct();
        foreach (var node in leaders.Select(context.Cluster.Node).OfType<BrokerNode>())
        {
            response.NodeEndpoints.Add(new ProduceResponse.NodeEndpoint { NodeId = node.Id, Host = context.HostOf(node), Port = context.PortOf(node), Rack = node.Rack });
        }
    }

    /// <summary>What is known of a partition's bytes before the partition is: see <see cref="BatchChecks"/>.</summary>
    private readonly record struct Checked(ErrorCode Shape, string? Text, ErrorCode Content, long Newest);
}
