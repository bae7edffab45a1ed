using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>Finds the id under which data are written, in the order of the settings: register, fixed id, latest version, look up.</summary>
internal sealed class SchemaIds(RegistryClient client, SerdeConfig config)
{
    /// <summary>The id and the schema that the data must be written with.</summary>
    /// <exception cref="JavaException">The registry refuses or cannot be reached, or its schema does not fit.</exception>
    internal (int Id, AvroSchema Target) For(string subject, AvroSchema schema)
    {
        var text = schema.ToString();
        if (config.AutoRegister)
        {
            return (Ask("Error registering Avro schema", text, () => client.Register(subject, text, normalize: config.Normalize)).Id, schema);
        }

        if (config.UseId >= 0)
        {
            return Fitting(Ask("Error retrieving schema ID", text, () => client.ById(config.UseId, subject)), schema, config.IdStrict, "id");
        }

        return config.UseLatest
            ? Fitting(Ask("Error retrieving latest version of Avro schema", text, () => client.Latest(subject)), schema, config.LatestStrict, "latest")
            : (Ask("Error retrieving Avro schema", text, () => client.Lookup(subject, text, normalize: config.Normalize)).Id, schema);
    }

    private (int Id, AvroSchema Target) Fitting(RegisteredSchema registered, AvroSchema schema, bool strict, string setting)
    {
        var target = Parsed(registered);
        var written = AvroParsedSchema.Parse(schema.ToString(), []);
        if (strict && target.DifferencesFrom(written).Count > 0)
        {
            throw SerdeFault.Of("Error serializing Avro message", new JavaException(
                "java.io.IOException",
                $"Incompatible schema of type 'AVRO'. Set {setting}.compatibility.strict=false to disable this check. See log file for more details."));
        }

        return (registered.Id, target.Schema);
    }

    private AvroParsedSchema Parsed(RegisteredSchema registered)
    {
        try
        {
            return AvroParsedSchema.Parse(registered.Text, client.Sources(registered));
        }
        catch (RegistryClientException e)
        {
            throw SerdeFault.OfRegistry($"Error retrieving Avro schema{registered.Text}", e);
        }
        catch (InvalidSchemaException e)
        {
            throw SerdeFault.Of("Error serializing Avro message", e);
        }
    }

    private static RegisteredSchema Ask(string fault, string text, Func<RegisteredSchema> ask)
    {
        try
        {
            return ask();
        }
        catch (RegistryClientException e)
        {
            throw SerdeFault.OfRegistry(fault + text, e);
        }
    }
}
