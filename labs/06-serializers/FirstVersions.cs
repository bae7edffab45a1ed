namespace Ms2Lab.Labs.Serializers;

/// <summary>The first versions that the kit registers before a student adds a field.</summary>
internal static class FirstVersions
{
    /// <summary>The message of step 2.</summary>
    public const string Protobuf = """
        syntax = "proto3";
        package com.OntarioTechU.SOFE4630U;

        message SmartMeterReading {
          int64 ID = 1;
          string profile_name = 2;
          optional double temperature = 3;
          optional double humidity = 4;
          optional double pressure = 5;
          int64 modified = 6;
        }
        """;

    /// <summary>The reading as an object that has no other properties.</summary>
    public const string Json = """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "SmartMeterReading",
          "type": "object",
          "properties": {
            "ID": {"type": "integer"},
            "profile_name": {"type": "string"},
            "temperature": {"type": ["number", "null"]},
            "humidity": {"type": ["number", "null"]},
            "pressure": {"type": ["number", "null"]},
            "modified": {"type": "integer"}
          },
          "required": ["ID", "profile_name", "modified"],
          "additionalProperties": false
        }
        """;
}
