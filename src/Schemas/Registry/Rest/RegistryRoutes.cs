using System.Globalization;
using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Registry.Model;

namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>Which path does what. Segments in braces match anything.</summary>
internal sealed class RegistryRoutes
{
    private readonly List<(string Method, string[] Path, Func<RestRequest, Task<object?>> Action)> routes = [];
    private readonly RegistryService service;

    internal RegistryRoutes(RegistryService service)
    {
        this.service = service;
        AddSubjects();
        AddVersions();
        AddSchemas();
        AddSettings();
        Read("POST /compatibility/subjects/{s}/versions", r => Verdict(r, null));
        Read("POST /compatibility/subjects/{s}/versions/{v}", r => Verdict(r, r.Segments[4]));
        Read("GET /", _ => new JsonObject());
        Read("POST /", _ => new JsonObject());
        Read("GET /contexts", r => Answers.Texts(r.Page(
            [.. service.Contexts().Where(c => c.StartsWith(r.Query("contextPrefix") ?? "", StringComparison.Ordinal))])));
        Write("DELETE /contexts/{c}", async r =>
        {
            await service.DeleteContextAsync(r.Segments[1], r.Aborted).ConfigureAwait(false);
            return null;
        });
        Read("GET /associations/resources/{n}/{t}", _ => new JsonArray());
        Read("GET /associations/resources/{id}", _ => new JsonArray());
        Read("GET /associations/subjects/{s}", _ => new JsonArray());
        Read("GET /v1/metadata/version", _ => new JsonObject { ["version"] = "8.3.1", ["commitId"] = "1591732f0d6aec44a5cbe4c3be555571d8ae8139" });
        Read("GET /v1/metadata/id", _ => new JsonObject
        {
            ["scope"] = new JsonObject
            {
                ["path"] = new JsonArray(),
                ["clusters"] = new JsonObject { ["kafka-cluster"] = "embedded", ["schema-registry-cluster"] = "schema-registry" },
            },
        });
    }

    /// <summary>A request as the routes see it: contexts and aliases in its path are replaced by what they stand for.</summary>
    internal RestRequest Resolve(RestRequest request)
    {
        var plain = ContextPath.Resolve(request);
        var resolved = plain.At(ContextPath.WithSubject(plain.Segments, service.ReplaceAlias));
        return resolved.Segments is ["schemas", "ids", ..] && resolved.Query("subject") is { Length: > 0 } subject
            ? resolved.With("subject", service.ReplaceAlias(subject)) : resolved;
    }

    /// <summary>The action of a request; refuses unknown paths with 404 and known paths with another method with 405.</summary>
    internal Func<RestRequest, Task<object?>> Find(RestRequest request)
    {
        var known = false;
        foreach (var (method, path, action) in routes)
        {
            if (path.Length == request.Segments.Length && path.Zip(request.Segments).All(p => p.First[0] == '{' || p.First == p.Second))
            {
                if (method == request.Method)
                {
                    return action;
                }

                known = true;
            }
        }

        throw known ? new RegistryException(405, 405, "HTTP 405 Method Not Allowed") : Faults.NoSuchPath();
    }

    private void AddSubjects()
    {
        Read("GET /subjects", r => Answers.Texts(r.Page(
            service.Subjects(r.Query("subjectPrefix") ?? SubjectName.AnyContext, r.Flag("deleted"), r.Flag("deletedOnly")))));
        Read("POST /subjects/{s}", r =>
        {
            var found = service.Lookup(Subject(r), r.Schema("lookUpSchemaUnderSubject"), r.Flag("normalize"), r.Flag("deleted"));
            return Answers.Schema(found.Schema, service.Text(found.Schema, r.Query("format")), times: found.IsStored);
        });
        Write("DELETE /subjects/{s}", async r =>
            Answers.Numbers(await service.DeleteSubjectAsync(Subject(r), r.Flag("permanent"), r.Aborted).ConfigureAwait(false)));
        Read("GET /subjects/{s}/metadata", r =>
        {
            var found = service.ByMetadata(Subject(r), [.. r.QueryAll("key").Zip(r.QueryAll("value"))], r.Flag("deleted"));
            return Answers.Schema(found, service.Text(found, r.Query("format")));
        });
    }

    private void AddVersions()
    {
        Read("GET /subjects/{s}/versions", r => Answers.Numbers(
            r.Page(service.Versions(Subject(r), r.Flag("deleted"), r.Flag("deletedOnly"), r.Flag("deletedAsNegative")))));
        Write("POST /subjects/{s}/versions", async r =>
        {
            var request = r.Schema("register");
            if (!SubjectName.IsValid(r.Segments[1], forSettings: false))
            {
                throw Faults.InvalidSubject(r.Segments[1]);
            }

            var registered = await service.RegisterAsync(Subject(r), request, r.Flag("normalize"), r.Aborted).ConfigureAwait(false);
            return Answers.Schema(registered.Schema, service.Text(registered.Schema, r.Query("format")), subject: false, times: registered.IsStored);
        });
        Read("GET /subjects/{s}/versions/{v}", r =>
        {
            var schema = service.Version(Subject(r), r.Segments[3], r.Flag("deleted"));
            return Answers.Schema(Referring(schema, r), service.Text(schema, r.Query("format")));
        });
        Read("GET /subjects/{s}/versions/{v}/schema", r => new RawText(
            service.Text(service.Version(Subject(r), r.Segments[3], r.Flag("deleted")), r.Query("format"))));
        Read("GET /subjects/{s}/versions/{v}/referencedby", r => Answers.Numbers(r.Page(service.ReferencedBy(Subject(r), r.Segments[3], r.Flag("deleted")))));
        Write("DELETE /subjects/{s}/versions/{v}", async r => JsonValue.Create(
            await service.DeleteVersionAsync(Subject(r), r.Segments[3], r.Flag("permanent"), r.Aborted).ConfigureAwait(false)));
    }

    private void AddSchemas()
    {
        Read("GET /schemas", Schemas);
        Read("GET /schemas/types", _ => Answers.Texts(["JSON", "PROTOBUF", "AVRO"]));
        Read("GET /schemas/ids/{id}", r =>
        {
            var schema = service.ById(Id(r), IdSubject(r)) ?? throw Faults.SchemaNotFound(r.Segments[2]);
            var answer = Answers.Schema(Referring(schema, r), service.Text(schema, r.Query("format")), id: false);
            if (r.Flag("fetchMaxId"))
            {
                answer["maxId"] = service.MaxId(schema.Subject);
            }

            return answer;
        });
        Read("GET /schemas/ids/{id}/schema", r =>
        {
            var schema = service.ById(Id(r), IdSubject(r)) ?? throw Faults.Internal();
            return new RawText(service.Text(schema, r.Query("format")));
        });
        Read("GET /schemas/ids/{id}/subjects", r => Answers.Texts(
            r.Page([.. service.UsesOfId(Id(r), IdSubject(r), r.Flag("deleted")).Select(s => s.Subject).Distinct()])));
        Read("GET /schemas/ids/{id}/versions", r => Answers.Array(
            r.Page(service.UsesOfId(Id(r), IdSubject(r), r.Flag("deleted"))),
            s => new JsonObject { ["subject"] = s.Subject, ["version"] = s.Version }));
        Read("GET /schemas/guids/{g}", r =>
        {
            var schema = service.ByGuid(r.Segments[2]);
            return Answers.Schema(schema, service.Text(schema, r.Query("format")), subject: false, version: false, id: false);
        });
        Read("GET /schemas/guids/{g}/ids", r => Answers.Array(
            service.IdsOfGuid(r.Segments[2]), c => new JsonObject { ["context"] = c.Context, ["id"] = c.Id }));
    }

    private JsonArray Schemas(RestRequest request)
    {
        var prefix = request.Query("subjectPrefix") ?? "";
        var aliases = request.Flag("aliases");
        var names = aliases ? service.Aliases(prefix) : null;

        // No schema has rules or associations, so none has rules of a type, or an association that is asked for.
        var found = string.IsNullOrEmpty(request.Query("ruleType")) && AsksForUnassociated(request)
            ? service.Schemas(prefix, request.Flag("deleted"), request.Flag("latestOnly"), aliases) : [];
        return Answers.Array(request.Page(found), s =>
        {
            var answer = Answers.Schema(s);
            if (names?[s.Subject].ToList() is { Count: > 0 } own)
            {
                answer["aliases"] = Answers.Texts(own);
            }

            return answer;
        });
    }

    private static bool AsksForUnassociated(RestRequest request)
    {
        var lifecycles = request.QueryAll("lifecycle");
        return lifecycles.All(l => l is "STRONG" or "WEAK" or "NONE") ? lifecycles.Contains("NONE")
            || (lifecycles.Count == 0 && request.Query("resourceType") is null && request.QueryAll("associationType").Count == 0) : throw Faults.NoSuchPath();
    }

    private void AddSettings()
    {
        foreach (var path in new[] { "/config", "/config/{s}" })
        {
            Read($"GET {path}", r => service.Config(Target(r), r.Flag("defaultToGlobal")));
            Write($"PUT {path}", async r =>
            {
                var given = ConfigBody.Read(r.Object(r.Segments.Length == 1 ? "updateTopLevelConfig" : "updateSubjectLevelConfig"));
                return ConfigBody.Answer(await service.PutConfigAsync(Target(r), given, r.Aborted).ConfigureAwait(false));
            });
            Write($"DELETE {path}", async r => await service.DeleteConfigAsync(Target(r), r.Aborted).ConfigureAwait(false));
        }

        foreach (var path in new[] { "/mode", "/mode/{s}" })
        {
            Read($"GET {path}", r => new JsonObject { ["mode"] = service.Mode(Target(r), r.Flag("defaultToGlobal")) });
            Write($"PUT {path}", async r =>
            {
                var body = r.Object(r.Segments.Length == 1 ? "updateTopLevelMode" : "updateMode");
                var mode = body.ContainsKey("mode") ? BodyFaults.Text(body, "mode") : throw Faults.Internal();
                await service.SetModeAsync(Target(r), mode, r.Flag("force"), r.Aborted).ConfigureAwait(false);
                return new JsonObject { ["mode"] = mode };
            });
            Write($"DELETE {path}", async r => await service.DeleteModeAsync(Target(r), r.Flag("recursive"), r.Aborted).ConfigureAwait(false) is { } mode
                ? new JsonObject { ["mode"] = mode } : new JsonObject());
        }
    }

    private JsonObject Verdict(RestRequest request, string? version)
    {
        var body = request.Schema(version is null ? "testCompatibilityForSubject" : "testCompatibilityBySubjectName");
        var verbose = request.Flag("verbose");
        IReadOnlyList<string> messages;
        try
        {
            messages = service.Compatibility(SubjectName.Normal(request.Segments[2]), version, body, request.Flag("normalize"));
        }
        catch (RegistryException e) when (e.Code == Faults.InvalidSchemaCode && verbose)
        {
            messages = [e.Message];
        }

        var verdict = new JsonObject { ["is_compatible"] = messages.Count == 0 };
        if (verbose)
        {
            verdict["messages"] = Answers.Texts(messages);
        }

        return verdict;
    }

    /// <summary>With <c>referenceFormat=qualified</c> the references of a context's schema name their context.</summary>
    private static StoredSchema Referring(StoredSchema schema, RestRequest request) =>
        request.Query("referenceFormat") == "qualified" && schema.Context != SubjectName.DefaultContext
            ? schema with { References = [.. schema.References.Select(r => r with { Subject = SubjectName.Within(schema.Subject, r.Subject!) })] } : schema;

    private static string Subject(RestRequest request) => SubjectName.Normal(request.Segments[1]);

    private static string Target(RestRequest request) => request.Segments.Length > 1 ? Subject(request) : "";

    private static string IdSubject(RestRequest request) => SubjectName.Normal(request.Query("subject") ?? "");

    private static int Id(RestRequest request) =>
        int.TryParse(request.Segments[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : throw Faults.NoSuchPath();

    private void Read(string route, Func<RestRequest, object?> action) => Write(route, r => Task.FromResult(action(r)));

    private void Write(string route, Func<RestRequest, Task<object?>> action)
    {
        var space = route.IndexOf(' ', StringComparison.Ordinal);
        routes.Add((route[..space], route[(space + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries), action));
    }
}
