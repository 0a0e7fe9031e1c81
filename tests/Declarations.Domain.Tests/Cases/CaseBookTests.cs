using Declarations.Reporting.CaseBooks;
using Declarations.Rules;
using Xunit;

namespace Declarations.Cases;

public static class CaseBookTests
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in CaseFiles.Names)
            foreach (var @case in CaseFiles.Load(file).Cases)
                data.Add(file, @case.Id);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public static void Every_case_comes_out_as_expected(string file, string id)
    {
        var result = CaseBook.Run(CaseFiles.Load(file).Cases.Single(@case => @case.Id == id), Policy.Zhuzhou2017);
        Assert.True(result.Passed, string.Join(Environment.NewLine, result.Differences));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public static void No_word_of_a_case_is_left_aside(string file, string id) =>
        Assert.Empty(CaseFiles.Load(file).Cases.Single(@case => @case.Id == id).Unread);
}
