using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs.Serializers;

/// <summary>Readings as messages of the class that protoc made from <c>reading.proto</c>.</summary>
public static class ReadingMessages
{
    /// <summary>The message of a reading; a missing measurement is unset.</summary>
    public static SmartMeterReadingMessage Of(SmartMeterReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var message = new SmartMeterReadingMessage { ID = reading.Id, ProfileName = reading.ProfileName, Modified = reading.Modified };
        if (reading.Temperature is { } temperature)
        {
            message.Temperature = temperature;
        }

        if (reading.Humidity is { } humidity)
        {
            message.Humidity = humidity;
        }

        if (reading.Pressure is { } pressure)
        {
            message.Pressure = pressure;
        }

        return message;
    }
}
