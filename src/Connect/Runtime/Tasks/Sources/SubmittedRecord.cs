using Ms2Lab.Connect.Api;
using RecordMetadata = Ms2Lab.Kafka.Client.Producing.RecordMetadata;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>A record on its way to the broker.</summary>
/// <param name="Record">The record as the task gave it.</param>
/// <param name="Topic">The topic it was sent to, which transforms may have changed.</param>
/// <param name="Sent">Ends when the broker has it, or has refused it.</param>
internal sealed record SubmittedRecord(SourceRecord Record, string Topic, Task<RecordMetadata> Sent);
