using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>
/// Parses the first JSON value of some bytes as Jackson does with the settings of Connect's converter: leading zeros are allowed,
/// fractions keep all digits, what follows the value is ignored. Errors have Jackson's texts.
/// </summary>
internal ref partial struct JsonText
{
    private const int MaximumDepth = 1000;

    private readonly JsonErrors _errors;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _depth;

    // Jackson's name of the last token, which it says where a number ends too early.
    private string _last = "null";

    private JsonText(byte[] bytes)
    {
        _errors = new JsonErrors(bytes);
        _bytes = bytes;
        _position = _bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>The value; <see cref="JsonNode.Missing"/> if there is nothing but white space.</summary>
    /// <exception cref="JavaException">A SerializationException caused by Jackson's error.</exception>
    public static JsonNode Parse(byte[] bytes)
    {
        try
        {
            var text = new JsonText(JsonEncoding.ToUtf8(bytes));
            return text.SkipSpace() < 0 ? JsonNode.Missing : text.ReadValue("root");
        }
        catch (JavaException e)
        {
            throw new JavaException("org.apache.kafka.common.errors.SerializationException", JavaTrace.Describe(e), e);
        }
    }

    private JsonNode ReadValue(string context)
    {
        var first = _bytes[_position];
        switch (first)
        {
            case (byte)'{':
                return ReadObject();
            case (byte)'[':
                return ReadArray();
            case (byte)'"':
                var text = ReadString("VALUE_STRING", "string value");
                _last = "VALUE_STRING";
                return JsonNode.Of(text);
            case (byte)'t':
                return ReadLiteral("true", "VALUE_TRUE", JsonNode.True);
            case (byte)'f':
                return ReadLiteral("false", "VALUE_FALSE", JsonNode.False);
            case (byte)'n':
                return ReadLiteral("null", "VALUE_NULL", JsonNode.Null);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return ReadNumber(context == "root");
            default:
                throw _errors.UnexpectedValue(_position, context);
        }
    }

    private JsonNode ReadObject()
    {
        var start = Enter("START_OBJECT");
        var members = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        for (var next = SkipSpaceInside("Object", start); next != '}'; next = SkipSpaceInside("Object", start))
        {
            if (members.Count > 0)
            {
                next = SkipComma(next, "Object", start);
            }
            else if (next == ']')
            {
                throw _errors.UnexpectedClose(_position, '}', "Object", start);
            }

            if (next != '"')
            {
                throw _errors.UnexpectedCharacter(_position, "was expecting double-quote to start field name");
            }

            var name = ReadString("field name", "name");
            if (SkipSpaceBetween("Object") != ':')
            {
                throw _errors.UnexpectedCharacter(_position, "was expecting a colon to separate field name and value");
            }

            _position++;
            SkipSpaceBetween("Object");
            _last = "FIELD_NAME";
            members[name] = ReadValue("Object");
        }

        Leave("END_OBJECT");
        return JsonNode.Of(members);
    }

    private JsonNode ReadArray()
    {
        var start = Enter("START_ARRAY");
        var elements = new List<JsonNode>();
        for (var next = SkipSpaceInside("Array", start); next != ']'; next = SkipSpaceInside("Array", start))
        {
            if (elements.Count > 0)
            {
                SkipComma(next, "Array", start);
            }
            else if (next == '}')
            {
                throw _errors.UnexpectedClose(_position, ']', "Array", start);
            }

            elements.Add(ReadValue("Array"));
        }

        Leave("END_ARRAY");
        return JsonNode.Of(elements);
    }

    private int Enter(string token)
    {
        if (++_depth > MaximumDepth)
        {
            throw JsonErrors.Constraint(
                $"Document nesting depth ({_depth}) exceeds the maximum allowed ({MaximumDepth}, from `StreamReadConstraints.getMaxNestingDepth()`)");
        }

        _last = token;
        return _position++;
    }

    private void Leave(string token)
    {
        _last = token;
        _depth--;
        _position++;
    }

    private int SkipComma(int next, string context, int start)
    {
        if (next is '}' or ']')
        {
            throw _errors.UnexpectedClose(_position, context == "Array" ? ']' : '}', context, start);
        }

        if (next != ',')
        {
            throw _errors.UnexpectedCharacter(_position, $"was expecting comma to separate {context} entries");
        }

        _position++;
        var after = SkipSpace();
        return after >= 0 ? after : throw _errors.Syntax(_position, $"Unexpected end-of-input within/between {context} entries");
    }
}
