using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>Finds the id under which data are written, in the order of the settings: register, fixed id, latest version, look up.</summary>
internal sealed class SchemaIds(RegistryClient client, SerdeConfig config, SerdeFormat format)
{
    /// <summary>The id and the schema that the data must be written with.</summary>
    /// <exception cref="JavaException">The registry refuses or cannot be reached, or its schema does not fit.</exception>
    internal (int Id, ParsedSchema Target) For(string subject, ParsedSchema schema)
    {
        var text = schema.CanonicalText;
        if (config.AutoRegister)
        {
            var registered = Ask($"Error registering {format.Name} schema{format.Before}", text, () => client.Register(subject, text, format.Type, config.Normalize));
            return (registered.Id, schema);
        }

        if (config.UseId >= 0)
        {
            return Fitting(Ask("Error retrieving schema ID", text, () => client.ById(config.UseId, subject)), schema, config.IdStrict, "id");
        }

        var latest = format == SerdeFormat.Avro ? "Error retrieving latest version of Avro schema" : "Error retrieving latest version: ";
        return config.UseLatest
            ? Fitting(Ask(latest, text, () => client.Latest(subject)), schema, config.LatestStrict, "latest")
            : (Ask($"Error retrieving {format.Name} schema{format.Before}", text, () => client.Lookup(subject, text, format.Type, config.Normalize)).Id, schema);
    }

    private (int Id, ParsedSchema Target) Fitting(RegisteredSchema registered, ParsedSchema schema, bool strict, string setting)
    {
        if (registered.SchemaType != format.Type)
        {
            throw SerdeFault.Of($"Error serializing {format.Name} message", SerdeFault.WrongType(registered.SchemaType));
        }

        var target = Parsed(registered);
        if (strict && target.DifferencesFrom(schema).Any(d => !d.IsCompatible))
        {
            throw SerdeFault.Of($"Error serializing {format.Name} message", new JavaException(
                "java.io.IOException",
                $"Incompatible schema of type '{format.Type}'. Set {setting}.compatibility.strict=false to disable this check. See log file for more details."));
        }

        return (registered.Id, target);
    }

    private ParsedSchema Parsed(RegisteredSchema registered)
    {
        try
        {
            return format.Parse(registered.Text, client.Sources(registered));
        }
        catch (RegistryClientException e)
        {
            throw SerdeFault.OfRegistry($"Error retrieving {format.Name} schema{format.Before}{registered.Text}", e);
        }
        catch (InvalidSchemaException e)
        {
            throw SerdeFault.Of($"Error serializing {format.Name} message", e);
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
