namespace Ms2Lab.Kafka.Protocol.Generator;

/// <summary>Writes the bodies of Read and Write for the fields of one message or struct.</summary>
internal sealed class FieldCodecEmitter
{
    private const string Errors = "global::Ms2Lab.Kafka.Protocol.UnsupportedVersionException";
    private readonly SourceText _out;
    private readonly MessageFact _message;
    private readonly string _owner;
    private readonly Func<FieldFact, FieldType> _typeOf;

    public FieldCodecEmitter(SourceText output, MessageFact message, string owner, Func<FieldFact, FieldType> typeOf)
    {
        _out = output;
        _message = message;
        _owner = owner;
        _typeOf = typeOf;
    }

    public void EmitRead(List<FieldFact> fields, bool checkVersion)
    {
        EmitStart(checkVersion, fields);
        foreach (var field in fields)
        {
            var plain = Plain(field);
            if (!plain.IsEmpty)
            {
                When(plain, () => EmitReadField(field, "r", plain));
            }
        }

        WhenFlexible(() => _out.Block("for (var n = r.ReadUnsignedVarint(); n > 0; n--)", () =>
        {
            _out.Line("var tag = r.ReadUnsignedVarint();").Line("var t = r.ReadTag();");
            _out.Block("switch (tag)", () =>
            {
                foreach (var field in Tagged(fields))
                {
                    var condition = Condition(field.Tagged);
                    _out.Line($"case {field.Tag}{(condition.Length == 0 ? "" : $" when {condition}")}:");
                    _out.Block("", () => EmitReadField(field, "t", field.Tagged)).Line("break;");
                }

                _out.Line("default:").Line("(UnknownTaggedFields ??= new()).Add(new((int)tag, t.Rest()));").Line("break;");
            });
        }));
    }

    public void EmitWrite(List<FieldFact> fields, bool checkVersion)
    {
        EmitStart(checkVersion, fields);
        foreach (var field in fields)
        {
            var plain = Plain(field);
            if (!plain.IsEmpty)
            {
                When(plain, () => EmitWriteField(field, plain));
            }

            var covered = field.Tag >= 0 ? field.Tagged : field.Versions;
            var missing = Condition(covered);
            if (missing.Length > 0 && !field.Ignorable)
            {
                _out.Line($"if (!({missing}) && {_typeOf(field).IsSet}) throw {Errors}.FieldNotInVersion(\"{_owner}\", \"{field.Name}\", version);");
            }
        }

        WhenFlexible(() => EmitWriteTags(Tagged(fields).ToList()));
    }

    private void EmitWriteTags(List<FieldFact> tagged)
    {
        if (tagged.Count == 0)
        {
            _out.Line("w.WriteUnknownTags(UnknownTaggedFields);");
            return;
        }

        _out.Line("var tags = UnknownTaggedFields?.Count ?? 0;");
        foreach (var field in tagged)
        {
            _out.Line($"var has{field.Name} = {And(Condition(field.Tagged), _typeOf(field).IsSet)};").Line($"if (has{field.Name}) tags++;");
        }

        _out.Line("w.WriteUnsignedVarint((uint)tags);");
        var next = 0;
        foreach (var field in tagged)
        {
            if (field.Tag > next)
            {
                _out.Line($"w.WriteUnknownTags(UnknownTaggedFields, {next}, {field.Tag});");
            }

            _out.Block($"if (has{field.Name})", () =>
            {
                _out.Line($"var start = w.BeginTag({field.Tag});");
                EmitWriteField(field, field.Tagged);
                _out.Line("w.EndTag(start);");
            });
            next = field.Tag + 1;
        }

        _out.Line($"w.WriteUnknownTags(UnknownTaggedFields, {next}, int.MaxValue);");
    }

    private void EmitReadField(FieldFact field, string reader, VersionRange range)
    {
        var type = _typeOf(field);
        var compact = Compact(field, reader == "t");
        if (field.IsArray)
        {
            _out.Block("", () =>
            {
                _out.Line($"var count = {reader}.ReadArrayLength({compact});");
                var ifNull = !type.CanBeNull ? $"throw global::Ms2Lab.Kafka.Protocol.KafkaReader.NullField(\"{field.Name}\");"
                    : Covers(field.Nullable, range) ? $"{field.Name} = null;"
                    : $"{field.Name} = {Condition(field.Nullable)} ? null : throw global::Ms2Lab.Kafka.Protocol.KafkaReader.NullField(\"{field.Name}\");";
                _out.Block("if (count < 0)", () => _out.Line(ifNull));
                _out.Block("else", () =>
                {
                    _out.Line($"var list = new global::System.Collections.Generic.List<{type.ElementType}>(global::Ms2Lab.Kafka.Protocol.KafkaReader.CapacityFor(count));");
                    _out.Block("for (; count > 0; count--)", () =>
                    {
                        if (field.IsStruct)
                        {
                            _out.Line($"var item = new {type.ElementType}();").Line($"item.Read(ref {reader}, version);").Line("list.Add(item);");
                        }
                        else
                        {
                            var arguments = field.Element is "string" or "bytes" ? $"{compact}, \"{field.Name}\"" : "";
                            _out.Line($"list.Add({reader}.Read{type.Verb}({arguments}));");
                        }
                    });
                    _out.Line($"{field.Name} = list;");
                });
            });
        }
        else if (field.IsStruct)
        {
            void ReadStruct() => _out.Line($"{field.Name} = new();").Line($"{field.Name}.Read(ref {reader}, version);");
            if (type.CanBeNull)
            {
                _out.Block($"if ({reader}.ReadInt8() < 0)", () => _out.Line($"{field.Name} = null;"));
                _out.Block("else", ReadStruct);
            }
            else
            {
                ReadStruct();
            }
        }
        else if (type.HasLength)
        {
            var verb = type.Verb == "Records" ? "Bytes" : type.Verb;
            var never = $"{reader}.Read{verb}({compact}, \"{field.Name}\")";
            var maybe = $"{reader}.ReadNullable{verb}({compact})";
            _out.Line($"{field.Name} = {(!type.CanBeNull ? never : Covers(field.Nullable, range) ? maybe : $"{Condition(field.Nullable)} ? {maybe} : {never}")};");
        }
        else
        {
            _out.Line($"{field.Name} = {reader}.Read{type.Verb}();");
        }
    }

    private void EmitWriteField(FieldFact field, VersionRange range)
    {
        var type = _typeOf(field);
        var compact = Compact(field, field.Tag >= 0);
        if (type.CanBeNull && !Covers(field.Nullable, range))
        {
            _out.Line($"if ({field.Name} is null && !({Condition(field.Nullable)})) throw {Errors}.NullInVersion(\"{_owner}\", \"{field.Name}\", version);");
        }

        if (field.IsArray)
        {
            var list = type.IsLazy ? "_" + field.Name : field.Name;
            _out.Line($"w.WriteArrayLength({list}?.Count ?? {(type.CanBeNull ? -1 : 0)}, {compact});");
            _out.Block($"if ({list} is not null) foreach (var item in {list})", () =>
                _out.Line(field.IsStruct ? "item.Write(w, version);"
                    : field.Element is "string" or "bytes" ? $"w.Write{type.Verb}(item, {compact});" : $"w.Write{type.Verb}(item);"));
        }
        else if (field.IsStruct)
        {
            if (type.CanBeNull)
            {
                _out.Line($"w.WriteInt8((sbyte)({field.Name} is null ? -1 : 1));").Line($"{field.Name}?.Write(w, version);");
            }
            else
            {
                _out.Line($"{field.Name}.Write(w, version);");
            }
        }
        else if (type.Verb == "Records")
        {
            _out.Line($"w.WriteRecords({field.Name}, {field.Name}Segments, {compact});");
        }
        else
        {
            _out.Line(type.HasLength ? $"w.Write{type.Verb}({field.Name}, {compact});" : $"w.Write{type.Verb}({field.Name});");
        }
    }

    private void EmitStart(bool checkVersion, List<FieldFact> fields)
    {
        if (checkVersion)
        {
            _out.Line($"if (version < LowestVersion || version > HighestVersion) throw {Errors}.Of(\"{_message.Name}\", version, LowestVersion, HighestVersion);");
        }

        if (Condition(_message.Flexible).Length > 0 && !_message.Flexible.IsEmpty)
        {
            _out.Line($"var flexible = {Condition(_message.Flexible)};");
        }
    }

    private void WhenFlexible(Action body)
    {
        if (!_message.Flexible.IsEmpty)
        {
            _out.Block(Condition(_message.Flexible).Length == 0 ? "" : "if (flexible)", body);
        }
    }

    private void When(VersionRange range, Action body)
    {
        var condition = Condition(range);
        if (condition.Length == 0)
        {
            body();
        }
        else
        {
            _out.Block($"if ({condition})", body);
        }
    }

    private string Compact(FieldFact field, bool inTag)
    {
        var range = field.Flexible ?? _message.Flexible;
        return inTag || (!range.IsEmpty && Condition(range).Length == 0) ? "true" : range.IsEmpty ? "false" : field.Flexible is null ? "flexible" : Condition(range);
    }

    /// <summary>The versions in which the field stands among the ordinary ones, not in the tagged section.</summary>
    private VersionRange Plain(FieldFact field)
    {
        var range = field.Versions.Intersect(_message.Versions);
        return field.Tag < 0 ? range : field.Tagged.Covers(range) ? VersionRange.None : new VersionRange(range.Low, (short)(field.Tagged.Low - 1));
    }

    private static IEnumerable<FieldFact> Tagged(List<FieldFact> fields) => fields.Where(f => f.Tag >= 0).OrderBy(f => f.Tag);

    private bool Covers(VersionRange range, VersionRange all) => range.Covers(all.Intersect(_message.Versions));

    private static string And(string left, string right) => left.Length == 0 ? right : $"{left} && {right}";

    /// <summary>The C# condition that a valid version of the message lies in the range; empty when every one does.</summary>
    private string Condition(VersionRange range)
    {
        var low = range.Low > _message.Versions.Low ? $"version >= {range.Low}" : "";
        var high = range.High < _message.Versions.High ? $"version <= {range.High}" : "";
        return low.Length > 0 && high.Length > 0 ? $"{low} && {high}" : low + high;
    }
}
