using System.Globalization;
using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Registry.Model;

namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>Which path does what. Segments in braces match anything.</summary>
internal sealed class RegistryRoutes
{
    private readonly List<(string Method, string[] Path, Func<RestRequest, object?> Action)> routes = [];
    private readonly RegistryService service;

    internal RegistryRoutes(RegistryService service)
    {
        this.service = service;
        AddSubjects();
        AddSchemas();
        AddSettings();
        Add("POST /compatibility/subjects/{s}/versions", r => Verdict(r, q => service.Compatibility(r.Segments[2], q, r.Flag("normalize"))));
        Add("POST /compatibility/subjects/{s}/versions/{v}", r =>
            Verdict(r, q => service.Compatibility(r.Segments[2], r.Segments[4], q, r.Flag("normalize"))));
        Add("GET /", _ => new JsonObject());
        Add("POST /", _ => new JsonObject());
        Add("GET /contexts", r => Answers.Texts(r.Page(service.Contexts())));
        Add("DELETE /contexts/{c}", r => service.Contexts().Contains(r.Segments[1]) ? throw Faults.ContextNotEmpty(r.Segments[1]) : null);
        Add("GET /associations/resources/{n}/{t}", _ => new JsonArray());
        Add("GET /associations/subjects/{s}", _ => new JsonArray());
        Add("GET /v1/metadata/version", _ => new JsonObject { ["version"] = "8.3.1", ["commitId"] = "1591732f0d6aec44a5cbe4c3be555571d8ae8139" });
        Add("GET /v1/metadata/id", _ => new JsonObject
        {
            ["scope"] = new JsonObject
            {
                ["path"] = new JsonArray(),
                ["clusters"] = new JsonObject { ["kafka-cluster"] = "embedded", ["schema-registry-cluster"] = "schema-registry" },
            },
        });
    }

    /// <summary>The action of a request; refuses unknown paths with 404 and known paths with another method with 405.</summary>
    internal Func<RestRequest, object?> Find(RestRequest request)
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
        Add("GET /subjects", r => Answers.Texts(r.Page(service.Subjects(r.Query("subjectPrefix") ?? ":*:", r.Flag("deleted"), r.Flag("deletedOnly")))));
        Add("POST /subjects/{s}", r =>
        {
            var (schema, differs) = service.Lookup(Subject(r), r.Schema("lookUpSchemaUnderSubject"), r.Flag("normalize"), r.Flag("deleted"));
            return Answers.Schema(schema, service.Text(schema, r.Query("format")), times: differs);
        });
        Add("DELETE /subjects/{s}", r => Answers.Numbers(service.DeleteSubject(Subject(r), r.Flag("permanent"))));
        Add("GET /subjects/{s}/versions", r => Answers.Numbers(r.Page(service.Versions(Subject(r), r.Flag("deleted"), r.Flag("deletedOnly")))
            .Select(v => v.Deleted && r.Flag("deletedAsNegative") ? -v.Version : v.Version)));
        Add("POST /subjects/{s}/versions", r =>
        {
            var request = r.Schema("register");
            RequireSubject(Subject(r));
            var (schema, differs) = service.Register(Subject(r), request, r.Flag("normalize"));
            return Answers.Schema(schema, service.Text(schema, r.Query("format")), subject: false, times: differs);
        });
        Add("GET /subjects/{s}/versions/{v}", r =>
        {
            var schema = service.Version(Subject(r), r.Segments[3], r.Flag("deleted"));
            return Answers.Schema(schema, service.Text(schema, r.Query("format")));
        });
        Add("GET /subjects/{s}/versions/{v}/schema", r => new RawText(
            service.Text(service.Version(Subject(r), r.Segments[3], r.Flag("deleted")), r.Query("format"))));
        Add("GET /subjects/{s}/versions/{v}/referencedby", r => Answers.Numbers(r.Page(service.ReferencedBy(Subject(r), r.Segments[3], r.Flag("deleted")))));
        Add("DELETE /subjects/{s}/versions/{v}", r => JsonValue.Create(service.DeleteVersion(Subject(r), r.Segments[3], r.Flag("permanent"))));
        Add("GET /subjects/{s}/metadata", r => Answers.Schema(service.ByMetadata(
            Subject(r), [.. r.QueryAll("key").Zip(r.QueryAll("value"))], r.Flag("deleted"))));
    }

    private void AddSchemas()
    {
        Add("GET /schemas", r => Answers.Array(
            r.Page(service.Schemas(r.Query("subjectPrefix") ?? ":*:", r.Flag("deleted"), r.Flag("latestOnly"))), s => Answers.Schema(s)));
        Add("GET /schemas/types", _ => Answers.Texts(["JSON", "PROTOBUF", "AVRO"]));
        Add("GET /schemas/ids/{id}", r =>
        {
            var schema = service.ById(Id(r), r.Query("subject")) ?? throw Faults.SchemaNotFound(r.Segments[2]);
            var answer = Answers.Schema(schema, service.Text(schema, r.Query("format")), id: false);
            if (r.Flag("fetchMaxId"))
            {
                answer["maxId"] = service.MaxId(r.Query("subject"));
            }

            return answer;
        });
        Add("GET /schemas/ids/{id}/schema", r =>
        {
            var schema = service.ById(Id(r), r.Query("subject")) ?? throw Faults.Internal();
            return new RawText(service.Text(schema, r.Query("format")));
        });
        Add("GET /schemas/ids/{id}/subjects", r => Answers.Texts(
            r.Page([.. service.UsesOfId(Id(r), r.Query("subject"), r.Flag("deleted")).Select(s => s.Subject).Distinct()])));
        Add("GET /schemas/ids/{id}/versions", r => Answers.Array(
            r.Page(service.UsesOfId(Id(r), r.Query("subject"), r.Flag("deleted"))),
            s => new JsonObject { ["subject"] = s.Subject, ["version"] = s.Version }));
        Add("GET /schemas/guids/{g}", r => Answers.Schema(service.ByGuid(r.Segments[2])[^1], subject: false, version: false, id: false));
        Add("GET /schemas/guids/{g}/ids", r => Answers.Array(
            service.ByGuid(r.Segments[2]).Select(s => (Context: StoredSchema.ContextOf(s.Subject), s.Id)).Distinct(),
            c => new JsonObject { ["context"] = c.Context, ["id"] = c.Id }));
    }

    private void AddSettings()
    {
        foreach (var path in new[] { "/config", "/config/{s}" })
        {
            Add($"GET {path}", r => service.Config(Target(r), r.Flag("defaultToGlobal")));
            Add($"PUT {path}", r => service.PutConfig(Target(r), r.Object(Target(r).Length == 0 ? "updateTopLevelConfig" : "updateSubjectLevelConfig")));
            Add($"DELETE {path}", r => service.DeleteConfig(Target(r)));
        }

        foreach (var path in new[] { "/mode", "/mode/{s}" })
        {
            Add($"GET {path}", r => new JsonObject { ["mode"] = service.Mode(Target(r), r.Flag("defaultToGlobal")) });
            Add($"PUT {path}", r =>
            {
                var mode = BodyFaults.Text(r.Object(Target(r).Length == 0 ? "updateTopLevelMode" : "updateMode"), "mode") ?? throw Faults.Internal();
                service.PutMode(Target(r), mode, r.Flag("force"));
                return new JsonObject { ["mode"] = mode };
            });
            Add($"DELETE {path}", r => new JsonObject { ["mode"] = service.DeleteMode(Target(r)) });
        }
    }

    private static JsonObject Verdict(RestRequest request, Func<SchemaRequest, IReadOnlyList<string>> check)
    {
        var body = request.Schema("testCompatibilityBySubjectName");
        IReadOnlyList<string> messages;
        try
        {
            messages = check(body);
        }
        catch (RegistryException e) when (e.Code == 42201 && request.Flag("verbose") && !string.IsNullOrEmpty(body.Schema))
        {
            messages = [e.Message];
        }

        var verdict = new JsonObject { ["is_compatible"] = messages.Count == 0 };
        if (request.Flag("verbose"))
        {
            verdict["messages"] = Answers.Texts(messages);
        }

        return verdict;
    }

    private static void RequireSubject(string subject)
    {
        if (subject is "__GLOBAL" or "__EMPTY" or "")
        {
            throw Faults.InvalidSubject(subject);
        }
    }

    private static string Subject(RestRequest request) => Normal(request.Segments[1]);

    private static string Target(RestRequest request) => request.Segments.Length > 1 ? Normal(request.Segments[1]) : "";

    // The default context may be written out.
    private static string Normal(string subject) => subject.StartsWith(":.:", StringComparison.Ordinal) ? subject[3..] : subject;

    private static int Id(RestRequest request) =>
        int.TryParse(request.Segments[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : throw Faults.NoSuchPath();

    private void Add(string route, Func<RestRequest, object?> action)
    {
        var space = route.IndexOf(' ', StringComparison.Ordinal);
        routes.Add((route[..space], route[(space + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries), action));
    }
}
