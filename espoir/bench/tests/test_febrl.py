from espoir.bench import febrl


def test_on_a_sample_of_febrl_names_are_found_better_than_by_equality():
    measured = febrl.figures(negatives=8_000, most=500)
    assert set(measured) == {"febrl1", "febrl3", "febrl4"}
    for name in ("febrl1", "febrl3"):
        ours, exact = measured[name]["espoir"], measured[name]["exact"]
        assert ours["recall"] > exact["recall"] + 0.1
        assert ours["false_per_million"] <= 500
