using System.Formats.Tar;
using System.IO.Compression;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Grading.Tests;

public sealed class ArchiveIntakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_zip_and_a_gzipped_tar_are_unpacked_whatever_their_ending_says()
    {
        var zip = Zip("hand-in.tar.gz", ("deep/a.sql", "SELECT 1"u8.ToArray()));
        var tar = Tar("hand-in.zip", e => e.WriteEntry(Entry("deep/b.sql", "SELECT 2"u8.ToArray())));

        new ArchiveIntake().Unpack(zip, _folder.Sub("out"));
        new ArchiveIntake().Unpack(tar, _folder.Sub("out"));

        Submission.Open(_folder.Sub("out")).TextFiles(".sql").Select(f => f.Text).Should().Equal("SELECT 1", "SELECT 2");
    }

    [Theory]
    [InlineData("../outside.sql")]
    [InlineData("a/../../outside.sql")]
    [InlineData("/tmp/outside.sql")]
    [InlineData("..\\outside.sql")]
    [InlineData("C:\\outside.sql")]
    public void A_path_that_leads_out_of_the_folder_is_refused(string path) =>
        Unpacking(Zip("evil.zip", (path, [1]))).Should().Throw<ArtifactException>().WithMessage("*evil.zip with a path that leads out of its folder*");

    [Fact]
    public void A_link_is_refused() =>
        Unpacking(Tar("evil.tar.gz", t => t.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "a.sql") { LinkName = "/etc/passwd" })))
            .Should().Throw<ArtifactException>().WithMessage("*evil.tar.gz with a link*");

    [Fact]
    public void A_zip_bomb_is_refused_when_its_bytes_are_counted()
    {
        var bomb = Zip("bomb.zip", ("zeros.txt", new byte[3_000_000]));

        FluentActions.Invoking(() => new ArchiveIntake(new() { UnpackedBytes = 2_000_000 }).Unpack(bomb, _folder.Sub("out")))
            .Should().Throw<ArtifactException>().WithMessage("*bomb.zip with more than * MB when unpacked*");
    }

    [Fact]
    public void Large_files_are_left_out_and_small_ones_taken()
    {
        var archive = Zip("clone.zip", ("image.jpg", new byte[5_000_000]), ("meters.sql", [65]));

        new ArchiveIntake().Unpack(archive, _folder.Sub("out"));

        Submission.Open(_folder.Sub("out")).Paths.Should().Equal("meters.sql");
    }

    [Fact]
    public void What_is_no_archive_is_refused_by_name() =>
        Unpacking(_folder.File("report.zip", "this is my report")).Should().Throw<ArtifactException>().WithMessage("*report.zip, which cannot be read as one*");

    public void Dispose() => _folder.Dispose();

    private Action Unpacking(string archive) => () => new ArchiveIntake().Unpack(archive, _folder.Sub("out"));

    private string Zip(string name, params (string Path, byte[] Bytes)[] files)
    {
        var path = Path.Combine(_folder.Path, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in files)
        {
            using var entry = zip.CreateEntry(file.Path).Open();
            entry.Write(file.Bytes);
        }
        return path;
    }

    private string Tar(string name, Action<TarWriter> fill)
    {
        var path = Path.Combine(_folder.Path, name);
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var tar = new TarWriter(packed);
        fill(tar);
        return path;
    }

    private static PaxTarEntry Entry(string name, byte[] bytes) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) };
}
