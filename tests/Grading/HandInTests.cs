namespace Ms2Lab.Labs.Grading.Tests;

public sealed class HandInTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void An_archive_that_cannot_be_opened_is_a_hand_in_and_other_files_are_told_apart()
    {
        _folder.Sub("ada");
        _folder.File("grace.rar", "Rar!");
        _folder.File("linus.tar.xz", "xz");
        _folder.File("notes.txt", "to do");
        _folder.File(".DS_Store", "");

        HandIn.In(_folder.Path).Select(h => h.Name).Should().Equal("ada", "grace", "linus");
        HandIn.LeftOut(_folder.Path).Should().Equal("notes.txt");
    }

    [Fact]
    public void A_folder_and_an_archive_of_one_name_stay_two_hand_ins()
    {
        _folder.Sub("ada");
        _folder.File("ada.zip", "PK");

        HandIn.In(_folder.Path).Select(h => h.Name).Should().Equal("ada", "ada.zip");
    }

    public void Dispose() => _folder.Dispose();
}
