using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>Why a batch was not appended, with the records that are to blame where Kafka names them (KIP-467).</summary>
internal sealed class RecordRejection(ErrorCode error)
{
    public string? Message { get; init; }

    public List<ProduceResponse.BatchIndexAndErrorMessage> Records { get; init; } = [];

    public void WriteTo(ProduceResponse.PartitionProduceResponse answer)
    {
        answer.ErrorCode = (short)error;
        if (error is ErrorCode.CorruptMessage or ErrorCode.MessageTooLarge or ErrorCode.RecordListTooLarge or ErrorCode.KafkaStorageError)
        {
            answer.LogStartOffset = -1;
        }

        answer.RecordErrors = Records;
        answer.ErrorMessage = Message;
    }
}
