namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>The names that a schema's metadata reserves: they stay reserved, and no field takes them.</summary>
internal static class ReservedFields
{
    internal static IReadOnlyList<string> Check(CandidateSchema candidate, StoredSchema? previous)
    {
        var reserved = candidate.Request.Metadata?.ReservedFields.ToList() ?? [];
        return
        [
            .. (previous?.Metadata?.ReservedFields ?? []).Except(reserved)
                .Select(f => $"The new schema has reserved field {f} removed from its metadata which is present in the old schema's metadata."),
            .. reserved.Where(candidate.Parsed.HasTopLevelField).Select(f => $"The new schema has field that conflicts with the reserved field {f}."),
        ];
    }
}
