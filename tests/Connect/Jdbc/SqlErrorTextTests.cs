using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Tests.Jdbc;

public sealed class SqlErrorTextTests
{
    [Theory]
    [InlineData("23000", "java.sql.SQLIntegrityConstraintViolationException")] // 1062 duplicate entry, 1452 missing parent
    [InlineData("42S02", "java.sql.SQLSyntaxErrorException")] // 1146 no such table
    [InlineData("40001", "com.mysql.cj.jdbc.exceptions.MySQLTransactionRollbackException")] // 1213 deadlock
    [InlineData("HY000", "java.sql.SQLException")] // 1366 incorrect integer, 1364 no default, 3819 check violated
    [InlineData("01000", "java.sql.SQLException")] // 1265 data truncated for an ENUM
    [InlineData("3D000", "java.sql.SQLException")] // 1046 no database selected
    [InlineData("22001", "com.mysql.cj.jdbc.exceptions.MysqlDataTruncation")] // 1406 data too long
    [InlineData("22032", "com.mysql.cj.jdbc.exceptions.MysqlDataTruncation")] // 3140 invalid JSON text
    public void Errors_have_the_class_that_the_recorded_traces_show(string state, string javaName) =>
        SqlErrorText.JavaName(state).Should().Be(javaName);

    [Fact]
    public void Values_that_do_not_fit_are_worded_as_truncation()
    {
        SqlErrorText.Message("22001", "Data too long for column 'b' at row 1")
            .Should().Be("Data truncation: Data too long for column 'b' at row 1");
        SqlErrorText.Message("23000", "Duplicate entry '1' for key 't.PRIMARY'").Should().Be("Duplicate entry '1' for key 't.PRIMARY'");
    }
}
