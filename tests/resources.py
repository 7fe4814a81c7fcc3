"""Made-up resources for laws: types and properties that rules look at, values of any shape."""

from __future__ import annotations

from hypothesis import strategies as st

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "*", "x", "false", "arn:aws:s3:::b"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["Ref", "Fn::If", "Fn::Sub", "Statement", "Action", "Resource", "Tags", "Key"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)
TYPES = [
    "AWS::S3::Bucket", "AWS::IAM::Role", "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::EC2::SecurityGroup",
    "AWS::RDS::DBInstance", "AWS::Events::Rule",
]  # fmt: skip
NAMES = [
    "Policies",
    "BucketName",
    "SecurityGroupIngress",
    "Tags",
    "Environment",
    "Runtime",
    "MasterUserPassword",
    "Targets",
]
RESOURCES = st.dictionaries(
    st.sampled_from(["A", "B", "C"]),
    st.fixed_dictionaries(
        {"Type": st.sampled_from(TYPES)},
        optional={"Properties": st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4) | VALUES},
    ),
    min_size=1,
    max_size=3,
)
