namespace Ms2Lab.Schemas.Tests;

/// <summary>Where other people's vectors are: the folder named by MS2LAB_VECTORS, or ../shared/vectors beside the repository.</summary>
internal static class VectorFolder
{
    internal static string Require(string name)
    {
        var root = Environment.GetEnvironmentVariable("MS2LAB_VECTORS");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); root is null && at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "shared", "vectors");
            root = Directory.Exists(candidate) ? candidate : null;
        }

        var folder = root is null ? null : Path.Combine(root, name);
        Assert.SkipUnless(Directory.Exists(folder), $"no vectors '{name}': set MS2LAB_VECTORS to a folder that has them");
        return folder!;
    }
}
