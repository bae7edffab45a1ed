using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs.Serializers;

/// <summary>The meter's readings with whatever schema is the latest of their subject.</summary>
internal interface IMeterSchema : IDisposable
{
    /// <summary>The value of a record.</summary>
    byte[] Write(string topic, SmartMeterReading reading);
}
