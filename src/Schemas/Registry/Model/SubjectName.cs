namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>A subject and the context it lives in: <c>orders</c> is in the default context, <c>:.lab:orders</c> in <c>.lab</c>.</summary>
/// <param name="Context">Context; begins with a full stop.</param>
/// <param name="Name">Name within the context; empty for the context itself.</param>
internal readonly record struct SubjectName(string Context, string Name)
{
    internal const string DefaultContext = ".";

    /// <summary>The context whose settings hold where neither subject nor context has its own; it holds no subjects.</summary>
    internal const string GlobalContext = ".__GLOBAL";

    /// <summary>Stands for every context in the prefixes of lists.</summary>
    internal const string AnyContext = ":*:";

    internal bool IsDefaultContext => Context == DefaultContext && Name.Length == 0;

    internal bool IsGlobalContext => Context == GlobalContext && Name.Length == 0;

    /// <summary>What stands before the names of a context's subjects; nothing for the default one.</summary>
    internal string Prefix => Context == DefaultContext ? "" : $":{Context}:";

    internal static SubjectName Parse(string text)
    {
        if (text.StartsWith(AnyContext, StringComparison.Ordinal))
        {
            return new SubjectName("*", text[AnyContext.Length..]);
        }

        if (!text.StartsWith(":.", StringComparison.Ordinal))
        {
            return new SubjectName(DefaultContext, text);
        }

        var end = text.IndexOf(':', 1);
        return end < 0 ? new SubjectName(text[1..], "") : new SubjectName(text[1..end], text[(end + 1)..]);
    }

    /// <summary>The form in which subjects are kept: the default context is not written out.</summary>
    internal static string Normal(string text) => Parse(text).ToString();

    /// <summary>A subject as <paramref name="parent"/> means it: without a context of its own it is in the parent's.</summary>
    internal static string Within(string parent, string subject)
    {
        var name = Parse(subject);
        return (name.Context == DefaultContext ? name with { Context = Parse(parent).Context } : name).ToString();
    }

    /// <summary>The context that a path segment names, as a prefix of subjects.</summary>
    /// <exception cref="RegistryException">It has a colon inside.</exception>
    internal static string ContextPrefix(string segment)
    {
        var name = segment.StartsWith(':') ? segment[1..] : segment;
        name = name.EndsWith(':') ? name[..^1] : name;
        if (name.Contains(':', StringComparison.Ordinal))
        {
            throw new RegistryException(400, 400, $"Context name '{name}' cannot contain a colon");
        }

        return new SubjectName(name.StartsWith('.') ? name : "." + name, "").Prefix;
    }

    /// <summary>Whether a schema may be registered under this name, or settings kept for it.</summary>
    internal static bool IsValid(string text, bool forSettings)
    {
        var name = Parse(text);
        return !text.Any(char.IsControl) && name.Name is not ("__GLOBAL" or "__EMPTY") && (forSettings || name.Context != GlobalContext);
    }

    /// <summary>Whether this subject is in the range that a list's prefix spans: contexts in their order, then names.</summary>
    internal bool IsUnder(string prefix)
    {
        var from = Parse(prefix);
        if (from.Context == "*")
        {
            return Name.StartsWith(from.Name, StringComparison.Ordinal);
        }

        // A context without a colon at its end takes in those that begin with it.
        return prefix.StartsWith(":.", StringComparison.Ordinal) && prefix.IndexOf(':', 1) < 0
            ? Context.StartsWith(from.Context, StringComparison.Ordinal)
            : Context == from.Context && Name.StartsWith(from.Name, StringComparison.Ordinal);
    }

    public override string ToString() => Prefix + Name;
}
