namespace Ms2Lab.Schemas.Serializers;

/// <summary>How the subject is named under which a schema is registered.</summary>
public enum SubjectNaming
{
    /// <summary>After the topic: <c>readings-value</c>, <c>readings-key</c> (TopicNameStrategy).</summary>
    Topic,

    /// <summary>After the record, message or title (RecordNameStrategy): topics may mix types.</summary>
    Record,

    /// <summary>After both: <c>readings-lab.Reading</c> (TopicRecordNameStrategy).</summary>
    TopicRecord,
}
