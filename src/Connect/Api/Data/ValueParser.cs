using System.Text;

namespace Ms2Lab.Connect.Api;

/// <summary>Parses the text of a header into a value; what cannot be parsed is a string.</summary>
internal sealed class ValueParser(string text)
{
    private readonly ValueTokens _tokens = new(text);

    public SchemaAndValue? Parse(bool embedded)
    {
        if (!_tokens.HasNext)
        {
            return null;
        }

        if (embedded && _tokens.CanConsume("\""))
        {
            return ParseQuoted();
        }

        if (CanParseLiteral(embedded, "null"))
        {
            return null;
        }

        if (CanParseLiteral(embedded, "true"))
        {
            return new SchemaAndValue(Schema.BooleanSchema, true);
        }

        if (CanParseLiteral(embedded, "false"))
        {
            return new SchemaAndValue(Schema.BooleanSchema, false);
        }

        var start = _tokens.Mark;
        try
        {
            if (_tokens.CanConsume("["))
            {
                return ParseArray();
            }

            if (_tokens.CanConsume("{"))
            {
                return ParseMap();
            }
        }
        catch (DataException)
        {
            // Not a container after all: Connect, too, takes the text from here on as a string.
            _tokens.RewindTo(start);
        }

        var token = _tokens.Next();
        return string.IsNullOrWhiteSpace(token)
            ? new SchemaAndValue(Schema.StringSchema, token)
            : ParseToken(embedded, token.Trim());
    }

    private bool CanParseLiteral(bool embedded, string literal)
    {
        var start = _tokens.Mark;
        if (_tokens.CanConsume(literal) && (embedded || !_tokens.HasNext))
        {
            return true;
        }

        _tokens.RewindTo(start);
        return false;
    }

    private SchemaAndValue ParseToken(bool embedded, string token)
    {
        var startsWithDigit = char.IsDigit(token[0]);
        if (startsWithDigit && ParseTemporalOfManyTokens(token) is { } temporal)
        {
            return temporal;
        }

        if ((startsWithDigit || token[0] is '+' or '-') && BigDecimal.TryParse(token, out var number))
        {
            return OfNumber(number);
        }

        return embedded
            ? throw new DataException("Failed to parse embedded value")
            : new SchemaAndValue(Schema.StringSchema, text);
    }

    private SchemaAndValue ParseQuoted()
    {
        var content = new StringBuilder();
        while (_tokens.HasNext && !_tokens.CanConsume("\""))
        {
            content.Append(_tokens.Next());
        }

        return OfTemporal(content.ToString()) ?? new SchemaAndValue(Schema.StringSchema, content.ToString());
    }

    private SchemaAndValue ParseArray()
    {
        var result = new List<object?>();
        var elements = new SchemaMerger();
        while (_tokens.HasNext)
        {
            if (_tokens.CanConsume("]"))
            {
                var schema = SchemaBuilder.Array(elements.Common).Build();
                return new SchemaAndValue(
                    schema, elements.Common is null ? result : result.ConvertAll(v => Values.ConvertTo(elements.Common, null, v)));
            }

            if (_tokens.CanConsume(","))
            {
                throw new DataException($"Unable to parse an empty array element: {text}");
            }

            var element = Parse(true);
            elements.Merge(element);
            result.Add(element?.Value);
            var position = _tokens.Mark;
            if (_tokens.CanConsume("]"))
            {
                _tokens.RewindTo(position);
            }
            else if (!_tokens.CanConsume(","))
            {
                throw new DataException("Array elements missing ',' delimiter");
            }
        }

        throw new DataException($"Array is missing terminating ']': {text}");
    }

    private SchemaAndValue ParseMap()
    {
        var result = ConnectMap.Linked();
        var keys = new SchemaMerger();
        var values = new SchemaMerger();
        while (_tokens.HasNext)
        {
            if (_tokens.CanConsume("}"))
            {
                return OfMap(result, keys.Common, values.Common);
            }

            if (_tokens.CanConsume(","))
            {
                throw new DataException($"Unable to parse a map entry with no key or value: {text}");
            }

            var key = Parse(true);
            if (key?.Value is null)
            {
                throw new DataException($"Map entry may not have a null key: {text}");
            }

            if (!_tokens.CanConsume(":"))
            {
                throw new DataException($"Map entry is missing ':' at {_tokens.Position} in {text}");
            }

            var value = Parse(true);
            result[key.Value.Value] = value?.Value;
            _tokens.CanConsume(",");
            keys.Merge(key);
            values.Merge(value);
        }

        throw new DataException($"Map is missing terminating '}}': {text}");
    }

    private static SchemaAndValue OfMap(ConnectMap entries, Schema? key, Schema? value)
    {
        if (key is null)
        {
            return new SchemaAndValue(SchemaBuilder.Map(null, null).Build(), entries);
        }

        var aligned = ConnectMap.Linked();
        foreach (var entry in entries)
        {
            aligned[Values.ConvertTo(key, null, entry.Key)] = value is null ? entry.Value : Values.ConvertTo(value, null, entry.Value);
        }

        return new SchemaAndValue(SchemaBuilder.Map(key, value).Build(), aligned);
    }

    private SchemaAndValue? ParseTemporalOfManyTokens(string token)
    {
        var position = _tokens.Mark;
        if (_tokens.Next(4) is { } rest && OfTemporal(token + rest) is { } temporal)
        {
            return temporal;
        }

        _tokens.RewindTo(position);
        return OfTemporal(token);
    }

    private static SchemaAndValue? OfTemporal(string token)
    {
        var plain = token.Replace("\\:", ":", StringComparison.Ordinal);
        var (schema, format) = plain.Length switch
        {
            10 => (DateLogical.Schema, ValueFormats.Date),
            13 => (TimeLogical.Schema, ValueFormats.Time),
            24 => (TimestampLogical.Schema, ValueFormats.Timestamp),
            _ => (null, null),
        };
        return format is not null && format.TryParse(plain, out var instant) ? new SchemaAndValue(schema, instant) : null;
    }

    private static SchemaAndValue OfNumber(BigDecimal number)
    {
        // The size is looked at first: a short text can stand for a number of a billion digits.
        var plain = number.StripTrailingZeros();
        if (plain.Scale <= 0 && (long)plain.Precision - plain.Scale <= 19 && plain.ToBigInteger() is var whole
            && whole >= long.MinValue && whole <= long.MaxValue)
        {
            return OfInteger((long)whole);
        }

        var single = number.ToSingle();
        if (float.IsFinite(single) && number.Scale != 0)
        {
            return new SchemaAndValue(Schema.Float32Schema, single);
        }

        var wide = number.ToDouble();
        return double.IsFinite(wide) && number.Scale != 0
            ? new SchemaAndValue(Schema.Float64Schema, wide)
            : new SchemaAndValue(DecimalLogical.Schema(number.Scale), number);
    }

    private static SchemaAndValue OfInteger(long number) => number switch
    {
        >= sbyte.MinValue and <= sbyte.MaxValue and var n => new SchemaAndValue(Schema.Int8Schema, (sbyte)n),
        >= short.MinValue and <= short.MaxValue and var n => new SchemaAndValue(Schema.Int16Schema, (short)n),
        >= int.MinValue and <= int.MaxValue and var n => new SchemaAndValue(Schema.Int32Schema, (int)n),
        var n => new SchemaAndValue(Schema.Int64Schema, n),
    };
}
